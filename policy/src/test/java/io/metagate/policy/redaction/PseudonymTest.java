package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.redaction.key.PseudonymKey;
import io.metagate.policy.redaction.plan.ReleasePlan;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Predicate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudonymTest {

    private static final Transform PSEUDONYM = new Transform.Pseudonym();

    @Test
    void is128BitsOfAKeyedHashUnderAPrefixWithTheKey() {
        // HMAC-SHA-256 over 02 02000000 78 00 ("x" as a BSON string) under 32 bytes of 07, computed with OpenSSL
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        ReleasePlan plan = ScopedRelease.plan(
                SampleCollection.collection(),
                List.of(SampleCollection.release("only", Predicate.all(), "string", PSEUDONYM)),
                classification -> new PseudonymKey(12, secret));
        assertThat(ReleasedBodies.one(plan, new BsonOut().text("string", "x")))
                .isEqualTo("{\"string\":\"p12_fTaB8j48kB7B7bllgUKCmA\"}");
    }

    @Test
    void isEqualForEqualIntegersOfAnyWidth() {
        assertThat(pseudonym("int", new BsonOut().int32("int", -5)))
                .isEqualTo(pseudonym("int", new BsonOut().int64("int", -5)))
                .isNotEqualTo(pseudonym("int", new BsonOut().int64("int", 5)));
    }

    @Test
    void differsBetweenTypesOfTheSameBytes() {
        byte[] same = new byte[8];
        String asInteger = pseudonym("int", new BsonOut().int64("int", 0));
        String asDate = pseudonym("date", new BsonOut().element(0x09, "date", same));
        String asBinary = pseudonym("binary", new BsonOut().element(0x05, "binary", BsonOut.binary(0, same)));
        String asOtherBinary = pseudonym("binary", new BsonOut().element(0x05, "binary", BsonOut.binary(3, same)));
        assertThat(List.of(asInteger, asDate, asBinary, asOtherBinary)).doesNotHaveDuplicates();
    }

    @Test
    void differsBetweenClassificationsAndFollowsThemOverFields() {
        assertThat(pseudonym("string", new BsonOut().text("string", "x")))
                .isNotEqualTo(pseudonym("email", new BsonOut().text("email", "x")))
                .isEqualTo(
                        pseudonym("company.name", new BsonOut().document("company", new BsonOut().text("name", "x"))));
    }

    @Test
    void changesWithItsKeyAndNamesTheKey() {
        byte[] old = "o".repeat(32).getBytes(StandardCharsets.UTF_8);
        byte[] current = "c".repeat(32).getBytes(StandardCharsets.UTF_8);
        String before = withKey(new PseudonymKey(7, old));
        String after = withKey(new PseudonymKey(8, current));
        assertThat(before).startsWith("p7_");
        assertThat(after).startsWith("p8_");
        assertThat(after.substring(3)).isNotEqualTo(before.substring(3));
        assertThat(withKey(new PseudonymKey(7, old))).isEqualTo(before);
    }

    @Test
    void refusesWeakKeysAndHidesGoodOnes() {
        assertThatThrownBy(() -> new PseudonymKey(1, new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PseudonymKey(0, new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThat(new PseudonymKey(3, "k".repeat(32).getBytes(StandardCharsets.UTF_8)))
                .hasToString("PseudonymKey[3]");
    }

    private static String withKey(PseudonymKey key) {
        ReleasePlan plan = ScopedRelease.plan(
                SampleCollection.collection(),
                List.of(SampleCollection.release("only", Predicate.all(), "string", PSEUDONYM)),
                classification -> key);
        String json = ReleasedBodies.one(plan, new BsonOut().text("string", "x"));
        return json.substring("{'string':'".length(), json.lastIndexOf('"'));
    }

    private static String pseudonym(String path, BsonOut record) {
        String json = ReleasedBodies.one(SampleCollection.plan(path, PSEUDONYM), record);
        return json.substring(json.indexOf("p1_"), json.lastIndexOf('"'));
    }
}
