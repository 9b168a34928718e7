package io.metagate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.request.Value;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordIdTest {

    @Test
    void readsTheTypeThatTheCollectionHas() {
        assertThat(RecordId.of("7", FieldType.STRING).value()).isEqualTo(new Value.Text("7"));
        assertThat(RecordId.of("7", FieldType.INT).value()).isEqualTo(new Value.Int(7));
        assertThat(RecordId.of("0123456789abcdef01234567", FieldType.OBJECT_ID).value())
                .isEqualTo(new Value.ObjectId("0123456789abcdef01234567"));
        assertThat(RecordId.of("00000000-0000-0001-0000-00000000000a", FieldType.UUID)
                        .value())
                .isEqualTo(new Value.Uuid(new UUID(1, 10)));
    }

    @Test
    void hasOneTextForAllSpellingsOfARecord() {
        Map<FieldType, List<String>> spellings = Map.of(
                FieldType.INT, List.of("7", "+7", "007"),
                FieldType.OBJECT_ID, List.of("0123456789abcdef01234567", "0123456789ABCDEF01234567"),
                FieldType.UUID,
                        List.of("00000000-0000-0001-0000-00000000000a", "00000000-0000-0001-0000-00000000000A"));

        spellings.forEach((type, written) -> assertThat(written.stream().map(one -> RecordId.of(one, type)))
                .as(type.written())
                .containsOnly(RecordId.of(written.get(0), type))
                .allSatisfy(id -> assertThat(id.text()).isEqualTo(written.get(0))));
    }

    @Test
    void takesForTextWhatIsNotOfTheType() {
        for (FieldType type : List.of(FieldType.INT, FieldType.OBJECT_ID, FieldType.UUID)) {
            assertThat(RecordId.of("x-y", type)).isEqualTo(new RecordId(new Value.Text("x-y"), "x-y"));
        }
        for (String lenient :
                List.of("0-0-1-0-a", "100000000-0000-0001-0000-00000000000a", "0-0000000-0001-0000-00000000000a")) {
            assertThat(RecordId.of(lenient, FieldType.UUID).value()).isEqualTo(new Value.Text(lenient));
        }
        assertThat(RecordId.of("9223372036854775808", FieldType.INT).value()).isInstanceOf(Value.Text.class);
    }
}
