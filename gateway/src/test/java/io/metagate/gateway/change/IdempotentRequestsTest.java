package io.metagate.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.idempotency.IdempotencyKeyState;
import io.metagate.gateway.audit.idempotency.IdempotencyKeys;
import io.metagate.gateway.audit.idempotency.SealedBytes;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.request.header.IdempotencyKey;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key is of one principal and one collection, and is taken by one purpose and one body. */
class IdempotentRequestsTest {

    private static final String ISSUER = "https://issuer.example";
    private static final String BODY = "{\"text\":\"mine\"}";
    private static final ScalarValue ID = new ScalarValue.Text("a");

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private static int tests;

    private IdempotentRequests requests;
    private IdempotencyKey key;

    @BeforeEach
    void takeAKeyAndFinish() throws AuditUnavailable {
        key = new IdempotencyKey("own-key-" + ++tests);
        requests = requestsWith(1);
        IdempotentRequests.Once once = once(ISSUER, "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY);
        assertThat(requests.claim(once, ID)).isInstanceOf(IdempotencyKeyState.Taken.class);
        requests.finish(once);
    }

    @Test
    void tellsTheSameRequestOfTheRecordThatItMade() throws AuditUnavailable {
        IdempotentRequests.Once again = once(ISSUER, "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY);

        IdempotencyKeyState claim = requests.claim(again, new ScalarValue.Text("b"));

        assertThat(claim).isInstanceOfSatisfying(IdempotencyKeyState.Done.class, done -> assertThat(
                        requests.idOf(again, done.record()))
                .isEqualTo(ID));
    }

    @Test
    void isFreeForAnotherSubjectIssuerAndCollection() throws AuditUnavailable {
        assertThat(claim(ISSUER, "walter", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY))
                .isInstanceOf(IdempotencyKeyState.Taken.class);
        assertThat(claim("https://other.example", "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY))
                .isInstanceOf(IdempotencyKeyState.Taken.class);
        assertThat(claim(ISSUER, "wanda", ThingsPolicies.PURPOSE, ChangePolicies.MADE, BODY))
                .isInstanceOf(IdempotencyKeyState.Taken.class);
        assertThat(claim("https://issuer.examplew", "anda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY))
                .isInstanceOf(IdempotencyKeyState.Taken.class);
    }

    @Test
    void isMisusedForAnotherPurposeAndAnotherBody() throws AuditUnavailable {
        assertThat(claim(ISSUER, "wanda", "planning", ThingsPolicies.COLLECTION, BODY))
                .isInstanceOf(IdempotencyKeyState.Misused.class);
        assertThat(claim(ISSUER, "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, "{\"text\":\"other\"}"))
                .isInstanceOf(IdempotencyKeyState.Misused.class);
    }

    @Test
    void isKeptUnderAKeyOfTheGateway() throws AuditUnavailable {
        IdempotentRequests others = requestsWith(2);

        assertThat(others.claim(
                        others.of(
                                admitted(ISSUER, "wanda", ThingsPolicies.PURPOSE),
                                ThingsPolicies.COLLECTION,
                                key,
                                BODY),
                        ID))
                .as("a plain hash could be compared with guesses")
                .isInstanceOf(IdempotencyKeyState.Taken.class);
    }

    @Test
    void standsForARecordThatNoOtherKeyOpens() throws AuditUnavailable {
        IdempotentRequests.Once once = once(ISSUER, "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY);
        SealedBytes record = ((IdempotencyKeyState.Done) requests.claim(once, ID)).record();

        for (IdempotentRequests.Once other : List.of(
                once(ISSUER, "walter", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY),
                once("https://other.example", "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY),
                once(ISSUER, "wanda", ThingsPolicies.PURPOSE, ChangePolicies.MADE, BODY))) {
            assertThatIllegalStateException().isThrownBy(() -> requests.idOf(other, record));
        }
        assertThatIllegalStateException()
                .as("under the keys of another gateway")
                .isThrownBy(() -> requestsWith(2).idOf(once, record));
    }

    @Test
    void logsNothingOfARequestWhoseEndCannotBeNoted() {
        IdempotentRequests.Once once = once(ISSUER, "wanda", ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, BODY);
        IdempotencyKeys closed = AUDIT.keys();
        closed.close();
        IdempotentRequests unnoted = new IdempotentRequests(closed, SampleSecrets.of(1));
        try (CapturedLog log = new CapturedLog()) {
            unnoted.finish(once);
            unnoted.release(once);

            assertThat(log.text().lines().filter(line -> line.matches(".*audit [0-9a-f-]{36}: that an idempotent .*")))
                    .hasSize(2);
            assertThat(log.text()).doesNotContain("AuditUnavailable");
            assertThat(log.text()).doesNotContain("wanda", "mine", key.text());
        }
    }

    private static IdempotentRequests requestsWith(int secret) {
        return new IdempotentRequests(AUDIT.keys(), SampleSecrets.of(secret));
    }

    private IdempotencyKeyState claim(String issuer, String subject, String purpose, String collection, String body)
            throws AuditUnavailable {
        return requests.claim(once(issuer, subject, purpose, collection, body), new ScalarValue.Text("b"));
    }

    private IdempotentRequests.Once once(
            String issuer, String subject, String purpose, String collection, String body) {
        return requests.of(admitted(issuer, subject, purpose), collection, key, body);
    }

    private static AuthenticatedRequest admitted(String issuer, String subject, String purpose) {
        Principal principal = new Principal(issuer, subject, "desk", Set.of("writer"), Map.of());
        return AuthenticatedRequests.doing(
                Action.CREATE, AuthenticatedRequests.of(principal, purpose, ChangePolicies.POLICIES));
    }
}
