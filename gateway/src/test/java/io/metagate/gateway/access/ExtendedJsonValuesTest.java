package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.request.Reading;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExtendedJsonValuesTest {

    @Test
    void writesWhatItsReaderReads() {
        List<Value> values = List.of(
                new Value.Text("a\"b"),
                new Value.Int(Long.MIN_VALUE),
                new Value.Real(0.5),
                new Value.Real(Double.NEGATIVE_INFINITY),
                new Value.Decimal(new BigDecimal("1.50")),
                new Value.Bool(true),
                new Value.Date(Instant.parse("2024-02-29T12:00:00.123Z")),
                new Value.Date(Instant.ofEpochMilli(-1)),
                new Value.ObjectId("0123456789abcdef01234567"),
                new Value.Uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
                new Value.Null());

        for (Value value : values) {
            assertThat(Reading.value(ExtendedJsonValues.of(value))).isEqualTo(value);
        }
    }

    @Test
    void writesTheRelaxedForm() {
        assertThat(written(new Value.Int(7))).isEqualTo("7");
        assertThat(written(new Value.Date(Instant.parse("2024-02-29T12:00:00Z"))))
                .isEqualTo("{\"$date\":\"2024-02-29T12:00:00Z\"}");
        assertThat(written(new Value.Date(Instant.ofEpochMilli(-1)))).isEqualTo("{\"$date\":{\"$numberLong\":\"-1\"}}");
        assertThat(written(new Value.Uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))))
                .isEqualTo("{\"$binary\":{\"base64\":\"ABEiM0RVZneImaq7zN3u/w==\",\"subType\":\"04\"}}");
    }

    private static String written(Value value) {
        return ExtendedJsonValues.of(value).toString();
    }
}
