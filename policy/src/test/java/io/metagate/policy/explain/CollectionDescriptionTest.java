package io.metagate.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectionDescriptionTest {

    private static final Map<String, Claim> EUROPE =
            Map.of("regions", Claim.ofList(List.of(new ScalarValue.Text("eu"))));

    private final PolicySet policies =
            BundleFixture.compiled(io.metagate.policy.testing.PolicyTestRunner.class, "bundle.yaml");

    @Test
    void listsTheFieldsThatLeaveByAction() {
        String described = described("support", "support", "accounts").orElseThrow();
        assertThat(described)
                .startsWith("{\"name\":\"accounts\",\"actions\":[{\"action\":\"")
                .contains("{\"path\":\"phone\",\"type\":\"string\",\"read\":\"mask.last\"")
                .doesNotContain("notes", "support-masked", "short-phones");
    }

    @Test
    void describesNothingOutOfReach() {
        assertThat(described("support", "support", "nothing")).isEmpty();
        assertThat(described("nobody", "support", "accounts")).isEmpty();
        assertThat(described("support", "nothing", "accounts")).isEmpty();
    }

    private Optional<String> described(String role, String purpose, String collection) {
        Principal principal = new Principal("https://issuer.example", "alice", "desk", Set.of(role), EUROPE);
        return CollectionDescription.of(policies, principal, purpose, collection, Instant.EPOCH)
                .map(JsonValue::toString);
    }
}
