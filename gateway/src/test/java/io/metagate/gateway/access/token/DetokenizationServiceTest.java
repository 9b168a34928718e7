package io.metagate.gateway.access.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.access.ProbeLimiter;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.fixture.TokenPolicies;
import io.metagate.gateway.limit.RateLimiters;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.RevealRequestParser.TokenList;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.key.PseudonymKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetokenizationServiceTest {

    private static final PseudonymKeys KEYS = label -> new PseudonymKey(1, new byte[32]);
    private static final PolicySet POLICIES = TokenPolicies.policies(KEYS);
    private static final String JANE = TokenPolicies.ofUsername("jane.roe", KEYS);

    private final DetokenizationService access = new DetokenizationService(new ProbeLimiter(RateLimiters.stopped()));

    @Test
    void turnsTokensBack() {
        assertThat(body(reveal("officer", ThingsPolicies.COLLECTION, "username", JANE, "t1_forged")))
                .isEqualTo("{\"values\":[{\"token\":\"" + JANE
                        + "\",\"value\":\"jane.roe\"},{\"token\":\"t1_forged\",\"value\":null}]}");
    }

    @Test
    void recordsWhatWasAskedForAndHowMuchWasRevealed() {
        AuthenticatedRequest admitted =
                AuthenticatedRequests.of(TokenPolicies.principal("officer"), ThingsPolicies.PURPOSE, POLICIES);
        AccessResponse revealed = access.reveal(
                admitted, ThingsPolicies.COLLECTION, new TokenList(FieldPath.of("username"), List.of(JANE)));
        AuditRecord record = AuthenticatedRequests.recorded(admitted, revealed);

        assertThat(record.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(record.request().query().toString()).contains("username");
        assertThat(record.decision().rules()).containsExactly("reveals");
        assertThat(record.disclosure().volume().probes()).isOne();
        assertThat(record.disclosure().released().toString()).contains("personal.username");
    }

    @Test
    void chargesEachTokenAsAProbe() {
        assertThat(reveal("officer", ThingsPolicies.COLLECTION, "username", "a", "b", "c"))
                .isInstanceOf(AccessResponse.Records.class);
        assertThat(reveal("officer", ThingsPolicies.COLLECTION, "username", JANE))
                .isEqualTo(new AccessResponse.Refusal(
                        ProblemCode.QUOTA_EXCEEDED,
                        List.of("officer-probes"),
                        Optional.of(Duration.ofSeconds(1)),
                        List.of()));
    }

    @Test
    void refusesAFieldThatIsHiddenLikeOneThatThereIsNot() {
        for (String field : List.of("secret", "text", "nothing", "username.x", "_id")) {
            assertThat(reveal("officer", ThingsPolicies.COLLECTION, field, JANE))
                    .isEqualTo(AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED));
        }
    }

    @Test
    void refusesWhoMayNotReveal() {
        for (String role : List.of("planner", "reader", "nobody")) {
            assertThat(reveal(role, ThingsPolicies.COLLECTION, "username", JANE))
                    .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
        }
        assertThat(reveal("officer", "nothing", "username", JANE))
                .isEqualTo(AccessResponse.refused(ProblemCode.ACCESS_DENIED));
    }

    private AccessResponse reveal(String role, String collection, String field, String... tokens) {
        AuthenticatedRequest admitted =
                AuthenticatedRequests.of(TokenPolicies.principal(role), ThingsPolicies.PURPOSE, POLICIES);
        return access.reveal(admitted, collection, new TokenList(FieldPath.of(field), List.of(tokens)));
    }

    private static String body(AccessResponse answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ((AccessResponse.Records) answer).body().writeTo(new Evidence() {}, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(UTF_8);
    }
}
