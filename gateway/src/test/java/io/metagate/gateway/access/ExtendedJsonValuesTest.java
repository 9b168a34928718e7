package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.request.ParsedRequest;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExtendedJsonValuesTest {

    @Test
    void writesWhatItsReaderReads() {
        List<ScalarValue> values = List.of(
                new ScalarValue.Text("a\"b\u2028"),
                new ScalarValue.Int(Long.MIN_VALUE),
                new ScalarValue.Real(0.5),
                new ScalarValue.Real(Double.NEGATIVE_INFINITY),
                new ScalarValue.Decimal(new BigDecimal("1.50")),
                new ScalarValue.Bool(true),
                new ScalarValue.Date(Instant.parse("2024-02-29T12:00:00.123Z")),
                new ScalarValue.Date(Instant.ofEpochMilli(-1)),
                new ScalarValue.ObjectId("0123456789abcdef01234567"),
                new ScalarValue.Uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
                new ScalarValue.Null());

        for (ScalarValue value : values) {
            assertThat(ParsedRequest.value(ParsedRequest.json(written(value)))).isEqualTo(value);
        }
    }

    @Test
    void writesTheRelaxedForm() {
        assertThat(written(new ScalarValue.Int(7))).isEqualTo("7");
        assertThat(written(new ScalarValue.Date(Instant.parse("2024-02-29T12:00:00Z"))))
                .isEqualTo("{\"$date\":\"2024-02-29T12:00:00Z\"}");
        assertThat(written(new ScalarValue.Date(Instant.ofEpochMilli(-1))))
                .isEqualTo("{\"$date\":{\"$numberLong\":\"-1\"}}");
        assertThat(written(new ScalarValue.Real(Double.POSITIVE_INFINITY)))
                .isEqualTo("{\"$numberDouble\":\"Infinity\"}");
        assertThat(written(new ScalarValue.Real(Double.NEGATIVE_INFINITY)))
                .isEqualTo("{\"$numberDouble\":\"-Infinity\"}");
        assertThat(written(new ScalarValue.Uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))))
                .isEqualTo("{\"$binary\":{\"base64\":\"ABEiM0RVZneImaq7zN3u/w==\",\"subType\":\"04\"}}");
    }

    /** Of the years from 1970 to 9999, the first and the last millisecond and those beside them. */
    @Test
    void writesDatesAsTextWithinTheYearsThatHaveFourDigits() {
        long end = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

        assertThat(written(new ScalarValue.Date(Instant.EPOCH))).isEqualTo("{\"$date\":\"1970-01-01T00:00:00Z\"}");
        assertThat(written(new ScalarValue.Date(Instant.ofEpochMilli(end))))
                .isEqualTo("{\"$date\":\"9999-12-31T23:59:59.999Z\"}");
        assertThat(written(new ScalarValue.Date(Instant.ofEpochMilli(end + 1))))
                .isEqualTo("{\"$date\":{\"$numberLong\":\"253402300800000\"}}");
    }

    private static String written(ScalarValue value) {
        return ExtendedJson.textOf(value);
    }
}
