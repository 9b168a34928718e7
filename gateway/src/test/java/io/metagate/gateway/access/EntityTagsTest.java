package io.metagate.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.enforcement.RecordAnswers;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.keys.KeyedHash;
import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.request.RecordId;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.redaction.RedactedBody;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    private static final MasterKeys KEYS = SampleSecrets.of(1);
    private static final Decision.Permit PERMIT = RecordAnswers.permitFor("x");
    private static final RecordId ID = id("a");
    private static final RedactedBody BODY = body("x");

    private final EntityTags tags = new EntityTags(KEYS);

    @Test
    void isAKeyedHashOfAllThatItIsBoundTo() {
        StoreLocation place = PERMIT.query().store();
        String expected = new KeyedHash(KEYS.derive("etag/tag"))
                .tag(Stream.concat(
                                Stream.of(
                                                ThingsPolicies.PURPOSE,
                                                PERMIT.revision().digest(),
                                                "all-things",
                                                place.store(),
                                                place.database(),
                                                place.collection(),
                                                "a")
                                        .map(part -> part.getBytes(UTF_8)),
                                Stream.of(BODY.commitment(KEYS.derive("etag/body"))))
                        .toArray(byte[][]::new));

        assertThat(tags.of(admitted(ThingsPolicies.PURPOSE), PERMIT, ID, BODY)).isEqualTo('"' + expected + '"');
    }

    @Test
    void isAnotherOneForAnythingElseThatItIsBoundTo() {
        List<String> all = List.of(
                tag(tags, ThingsPolicies.PURPOSE, PERMIT, ID, BODY),
                tag(new EntityTags(SampleSecrets.of(2)), ThingsPolicies.PURPOSE, PERMIT, ID, BODY),
                tag(tags, "planning", PERMIT, ID, BODY),
                tag(tags, ThingsPolicies.PURPOSE, under(ThingsPolicies.NEXT_REVISION.revision()), ID, BODY),
                tag(tags, ThingsPolicies.PURPOSE, by(List.of("all-things", "more")), ID, BODY),
                tag(tags, ThingsPolicies.PURPOSE, by(List.of("other-things")), ID, BODY),
                tag(tags, ThingsPolicies.PURPOSE, PERMIT, id("b"), BODY),
                tag(tags, ThingsPolicies.PURPOSE, PERMIT, ID, body("y")));

        assertThat(all).doesNotHaveDuplicates();
        assertThat(tag(tags, ThingsPolicies.PURPOSE, PERMIT, ID, body("x"))).isEqualTo(all.get(0));
    }

    private static String tag(EntityTags tags, String purpose, Decision.Permit permit, RecordId id, RedactedBody body) {
        return tags.of(admitted(purpose), permit, id, body);
    }

    private static AuthenticatedRequest admitted(String purpose) {
        PolicySet policies = ThingsPolicies.POLICIES;
        return AuthenticatedRequests.of(ThingsPolicies.reader("https://issuer.example", "alice"), purpose, policies);
    }

    private static Decision.Permit under(PolicyRevision revision) {
        return new Decision.Permit(
                revision,
                PERMIT.query(),
                PERMIT.redactor(),
                PERMIT.policies(),
                PERMIT.probes(),
                PERMIT.terms(),
                PERMIT.shadow());
    }

    private static Decision.Permit by(List<String> policies) {
        return new Decision.Permit(
                PERMIT.revision(),
                PERMIT.query(),
                PERMIT.redactor(),
                policies,
                PERMIT.probes(),
                PERMIT.terms(),
                PERMIT.shadow());
    }

    private static RecordId id(String text) {
        return RecordId.of(text, FieldType.STRING);
    }

    private static RedactedBody body(String value) {
        return RecordAnswers.records(PERMIT, value).single().orElseThrow();
    }
}
