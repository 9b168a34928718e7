package io.metagate.policy.redaction.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.TestRounds;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.policy.redaction.transform.IpMask;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.test.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsciiMaskTest {

    private static final int TEXTS = TestRounds.atMost(200_000);
    private static final List<MaskTransform> MASKS = List.of(
            new MaskTransform.Email(false),
            new MaskTransform.Email(true),
            new MaskTransform.First(1),
            new MaskTransform.First(3),
            new MaskTransform.Last(2),
            new MaskTransform.Last(4),
            new MaskTransform.First(1, 5),
            new MaskTransform.Last(2, 11),
            new MaskTransform.Initials());

    /** What the masks look at, so that random texts come near to addresses and names. */
    private static final List<String> PIECES = List.of(
            "jane",
            "roe",
            "A",
            "Bo",
            "@",
            "acme",
            ".",
            "example",
            "-",
            "+",
            " ",
            "\t",
            "\n",
            "0",
            "42",
            "\"",
            "\\",
            "\0",
            "\u007f",
            "\u000b",
            "\u001f",
            ",",
            "x".repeat(63),
            "y".repeat(64),
            "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q");

    private final JsonBuffer json = new JsonBuffer(64);
    private final AsciiMask masks = new AsciiMask(json);

    @Test
    void writesWhatTheMasksMakeOfTheSameText() {
        Seeded seeded = Seeded.forTest("AsciiMaskTest");
        for (int n = 0; n < TEXTS; n++) {
            String text = text(seeded);
            for (MaskTransform mask : MASKS) {
                assertThat(written(mask, text)).as(mask + " of " + text).isEqualTo(asJson(mask.masked(text)));
            }
        }
    }

    @Test
    void leavesOtherTextsAndOtherMasksAlone() {
        for (String text : List.of("jürgen@acme.example", "Zoë Roe", "\u00e9")) {
            for (MaskTransform mask : MASKS) {
                assertThat(written(mask, text)).isEmpty();
            }
        }
        assertThat(written(new IpMask(), "192.0.2.1")).isEmpty();
        assertThat(written(new FilenameMask(), "/home/jane")).isEmpty();
    }

    private static String text(Seeded seeded) {
        StringBuilder text = new StringBuilder();
        for (int left = seeded.below(9); left > 0; left--) {
            text.append(seeded.chance(90) ? seeded.oneOf(PIECES) : Character.toString(seeded.below(128)));
        }
        return text.toString();
    }

    private String written(MaskTransform mask, String text) {
        json.truncate(0);
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        boolean written = masks.write(AsciiForm.of(mask), new BsonBytes(bytes), 1, bytes.length - 1);
        assertThat(written).isEqualTo(json.size() > 0);
        return new String(json.copy(), StandardCharsets.UTF_8);
    }

    private static String asJson(String text) {
        JsonBuffer expected = new JsonBuffer(64);
        expected.string(text);
        return new String(expected.copy(), StandardCharsets.UTF_8);
    }
}
