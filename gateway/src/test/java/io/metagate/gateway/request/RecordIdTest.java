package io.metagate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordIdTest {

    @Test
    void readsTheTypeThatTheCollectionHas() {
        assertThat(RecordId.of("7", FieldType.STRING).value()).isEqualTo(new ScalarValue.Text("7"));
        assertThat(RecordId.of("7", FieldType.INT).value()).isEqualTo(new ScalarValue.Int(7));
        assertThat(RecordId.of("0123456789abcdef01234567", FieldType.OBJECT_ID).value())
                .isEqualTo(new ScalarValue.ObjectId("0123456789abcdef01234567"));
        assertThat(RecordId.of("00000000-0000-0001-0000-00000000000a", FieldType.UUID)
                        .value())
                .isEqualTo(new ScalarValue.Uuid(new UUID(1, 10)));
    }

    /** Leading zeros, signs, decimals, digits of other scripts, capitals, braces: one record, one spelling. */
    @Test
    void takesForTextOtherSpellingsOfARecord() {
        Map<FieldType, List<String>> others = Map.of(
                FieldType.INT,
                List.of("+7", "007", "-0", "00", "-07", "7.0", "7e0", "0x7", " 7", "7 ", "\u0667", "\uFF17", "7L", ""),
                FieldType.OBJECT_ID,
                List.of("0123456789ABCDEF01234567", "0123456789abcdef0123456A", " 0123456789abcdef01234567"),
                FieldType.UUID,
                List.of(
                        "00000000-0000-0001-0000-00000000000A",
                        "0-0-1-0-a",
                        "{00000000-0000-0001-0000-00000000000a}",
                        "urn:uuid:00000000-0000-0001-0000-00000000000a",
                        "0000000000000001000000000000000a"));

        others.forEach((type, spellings) -> assertThat(spellings)
                .allSatisfy(written ->
                        assertThat(RecordId.of(written, type).value()).isEqualTo(new ScalarValue.Text(written))));
    }

    @Test
    void isSpelledAsItsText() {
        List<ScalarValue> values = List.of(
                new ScalarValue.Int(0),
                new ScalarValue.Int(Long.MIN_VALUE),
                new ScalarValue.ObjectId("0123456789ABCDEF01234567"),
                new ScalarValue.Uuid(new UUID(1, 10)));
        List<FieldType> types = List.of(FieldType.INT, FieldType.INT, FieldType.OBJECT_ID, FieldType.UUID);
        for (int i = 0; i < values.size(); i++) {
            RecordId id = RecordId.of(values.get(i), types.get(i));
            assertThat(RecordId.of(id.text(), types.get(i))).isEqualTo(id);
        }
    }

    @Test
    void cannotNameWhatMeansAnotherPath() {
        for (String text : List.of("", ".", "..", "a\nb", "a\u0085b")) {
            assertThat(RecordId.isNameable(new ScalarValue.Text(text))).as(text).isFalse();
        }
        for (String text : List.of("a", "a..b", "...", "/a", "a//b", "a/../b")) {
            assertThat(RecordId.isNameable(new ScalarValue.Text(text))).as(text).isTrue();
        }
    }

    @Test
    void takesForTextWhatIsNotOfTheType() {
        for (FieldType type : List.of(FieldType.INT, FieldType.OBJECT_ID, FieldType.UUID)) {
            assertThat(RecordId.of("x-y", type)).isEqualTo(new RecordId(new ScalarValue.Text("x-y"), "x-y"));
        }
        for (String lenient :
                List.of("0-0-1-0-a", "100000000-0000-0001-0000-00000000000a", "0-0000000-0001-0000-00000000000a")) {
            assertThat(RecordId.of(lenient, FieldType.UUID).value()).isEqualTo(new ScalarValue.Text(lenient));
        }
        assertThat(RecordId.of("9223372036854775808", FieldType.INT).value()).isInstanceOf(ScalarValue.Text.class);
    }
}
