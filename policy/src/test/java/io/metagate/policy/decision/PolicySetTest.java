package io.metagate.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.compile.BundleFixture;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicySetTest {

    private static final String BUNDLE = "/scenarios/bundles/accounts.yaml";
    private static final PolicySet POLICIES = BundleFixture.compiled(PolicySetTest.class, BUNDLE);

    @Test
    void namesItsRevisionByTheBundle() {
        assertThat(POLICIES.revision())
                .isEqualTo(BundleFixture.compiled(PolicySetTest.class, BUNDLE).revision());
        assertThat(POLICIES.decide(search("support")).revision()).isEqualTo(POLICIES.revision());
        assertThat(POLICIES.decide(search("nobody")).revision()).isEqualTo(POLICIES.revision());
    }

    @Test
    void asksWhereTheCatalogueSaysThatTheRecordsAre() {
        assertThat(POLICIES.decide(search("support")))
                .isInstanceOfSatisfying(Decision.Permit.class, permit -> assertThat(
                                permit.query().store())
                        .isEqualTo(new StoreLocation("backup", "accounts")));
    }

    private static AccessRequest search(String role) {
        Map<String, Claim> claims = Map.of("regions", Claim.of(new ScalarValue.Text("eu")));
        Principal principal = new Principal("https://issuer.example", "somebody", "service", Set.of(role), claims);
        Query all = new Query(Predicate.all(), Optional.empty(), List.of(), 10, Optional.empty());
        return new AccessRequest(principal, "support", Action.SEARCH, "accounts", all, Instant.EPOCH);
    }
}
