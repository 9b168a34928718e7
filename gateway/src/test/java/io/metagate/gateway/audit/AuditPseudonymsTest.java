package io.metagate.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.keys.KeyedHash;
import io.metagate.gateway.keys.MasterKeys;
import io.metagate.gateway.keys.SealingKey;
import io.metagate.policy.request.Principal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each is made with a key of its own: without it, whoever has the audit log could compare it with guesses. */
class AuditPseudonymsTest {

    private static final String ISSUER = "https://issuer.example";
    private static final UUID ID = new UUID(7, 8);
    private static final Instant TIME = Instant.parse("2024-02-29T23:59:59.999Z");
    private static final MasterKeys KEYS = SampleSecrets.of(1);

    private final AuditPseudonyms pseudonyms = new AuditPseudonyms(KEYS);

    @Test
    void areKeyedHashesEachUnderItsOwnKey() {
        assertThat(pseudonyms.ofPrincipal(principal(ISSUER, "alice")))
                .isEqualTo(hash("audit/principal").tag(utf8(ISSUER), utf8("alice")));
        assertThat(pseudonyms.ofRecord("things", "a"))
                .isEqualTo(hash("audit/record").tag(utf8("things"), utf8("a")));
        assertThat(pseudonyms.bodySalt(ID)).isEqualTo(hash("audit/body-salt").ofParts(utf8(ID.toString())));
    }

    @Test
    void tellPrincipalsOfSeveralIssuersApart() {
        assertThat(List.of(
                        pseudonyms.ofPrincipal(principal(ISSUER, "alice")),
                        pseudonyms.ofPrincipal(principal(ISSUER, "bob")),
                        pseudonyms.ofPrincipal(principal("https://other.example", "alice")),
                        pseudonyms.ofPrincipal(principal(ISSUER + "a", "lice")),
                        others().ofPrincipal(principal(ISSUER, "alice"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellRecordsOfSeveralCollectionsApart() {
        assertThat(List.of(
                        pseudonyms.ofRecord("things", "a"),
                        pseudonyms.ofRecord("things", "b"),
                        pseudonyms.ofRecord("accounts", "a"),
                        pseudonyms.ofRecord("thingsa", ""),
                        others().ofRecord("things", "a")))
                .doesNotHaveDuplicates();
    }

    @Test
    void giveEachAnswerASaltThatNobodyElseKnows() {
        assertThat(List.of(pseudonyms.bodySalt(ID), pseudonyms.bodySalt(new UUID(7, 9)), others().bodySalt(ID)))
                .doesNotHaveDuplicates()
                .allSatisfy(salt -> assertThat(salt).hasSize(32));
        assertThat(new AuditPseudonyms(SampleSecrets.of(1)).bodySalt(ID)).isEqualTo(pseudonyms.bodySalt(ID));
    }

    @Test
    void sealReasonsUnderTheKeyOfTheirDayAlone() {
        byte[] sealed = Base64.getUrlDecoder().decode(pseudonyms.sealReason("ticket 7", TIME));

        assertThat(opened(KEYS, "2024-02-29", sealed)).contains("ticket 7");
        assertThat(opened(KEYS, "2024-03-01", sealed)).isEmpty();
        assertThat(opened(SampleSecrets.of(2), "2024-02-29", sealed)).isEmpty();
        assertThat(new String(sealed, UTF_8)).doesNotContain("ticket");
        assertThat(pseudonyms.sealReason("ticket 7", TIME))
                .as("the same reason again")
                .isNotEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    @Test
    void sealReasonsOfTheSameDayForThatDay() {
        byte[] sealed = Base64.getUrlDecoder().decode(pseudonyms.sealReason("ticket 7", TIME));
        SealingKey key = new SealingKey(KEYS.derive("audit/reason/2024-02-29"), new SecureRandom());

        assertThat(key.open(sealed, utf8("2024-03-01"))).isEmpty();
        assertThat(key.open(sealed, new byte[0])).isEmpty();
    }

    private static Optional<String> opened(MasterKeys keys, String day, byte[] sealed) {
        return new SealingKey(keys.derive("audit/reason/" + day), new SecureRandom())
                .open(sealed, utf8(day))
                .map(bytes -> new String(bytes, UTF_8));
    }

    private static AuditPseudonyms others() {
        return new AuditPseudonyms(SampleSecrets.of(2));
    }

    private static KeyedHash hash(String name) {
        return new KeyedHash(KEYS.derive(name));
    }

    private static Principal principal(String issuer, String subject) {
        return new Principal(issuer, subject, "desk", Set.of(), Map.of());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
