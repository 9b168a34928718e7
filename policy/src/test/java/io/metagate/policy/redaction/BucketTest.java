package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.policy.redaction.transform.BucketTransform;
import java.math.BigDecimal;
import java.util.List;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

    @ParameterizedTest
    @CsvSource({
        "100, 0, 0",
        "100, 99, 0",
        "100, 100, 100",
        "100, -1, -100",
        "100, -100, -100",
        "1E+2, 1234, 1200",
        "7, 9223372036854775807, 9223372036854775807",
        "10, 9223372036854775807, 9223372036854775800",
        "1000000000000000, -1, -1000000000000000",
        "2, -9223372036854775808, -9223372036854775808",
    })
    void cutsIntegersDownToTheirBucket(BigDecimal width, long number, long bound) {
        assertThat(new BucketTransform(width).lower(number)).hasValue(bound);
        assertThat(one("int", width, new BsonOut().int64("int", number))).isEqualTo("{\"int\":" + bound + "}");
    }

    @Test
    void cutsShortIntegersDownToo() {
        assertThat(one("int", BigDecimal.TEN, new BsonOut().int32("int", Integer.MIN_VALUE)))
                .isEqualTo("{\"int\":-2147483650}");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 99.9, 0.0",
        "100, -0.1, -100.0",
        "100, -0.0, 0.0",
        "0.1, 0.3, 0.3",
        "0.1, -0.3, -0.3",
        "0.1, 0.29, 0.2",
        "2.5, 7.4, 5.0",
        "1E-15, 1E+300, 1E+300",
        "100, 1.7976931348623157E308, 1.7976931348623157E308",
        "100, 4.9E-324, 0.0",
        "100, -4.9E-324, -100.0",
    })
    void cutsDoublesDownToTheirBucket(BigDecimal width, double number, double bound) {
        assertThat(new BucketTransform(width).lower(number)).hasValue(bound);
        BsonOut record = new BsonOut().element(0x01, "double", BsonOut.le64(Double.doubleToRawLongBits(number)));
        assertThat(one("double", width, record)).isEqualTo("{\"double\":" + bound + "}");
    }

    @Test
    void cutsIntegersWhereDoublesAreDeclared() {
        assertThat(one("double", new BigDecimal("2.5"), new BsonOut().int32("double", 4)))
                .isEqualTo("{\"double\":2.5}");
        assertThat(one("double", BigDecimal.TEN, new BsonOut().int32("double", 14)))
                .isEqualTo("{\"double\":10}");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 199.99, 100",
        "100, 1.00E+2, 100",
        "100, -0.01, -100",
        "0.05, 1.99, 1.95",
        "0.50, 1.5000, 1.5",
        "100, 1234567890123456789012345678901234, 1234567890123456789012345678901200",
        "100, -1E-6176, -100",
        "100, 1E+40, 1E+40",
        "100, 1E+6144, 1.000000000000000000000000000000000E+6144",
        "100, -0, 0",
        "100, 0E+3, 0",
    })
    void cutsDecimalsDownToTheirBucket(BigDecimal width, String number, String bound) {
        assertThat(one("decimal", width, decimal(Decimal128.parse(number))))
                .isEqualTo("{\"decimal\":{\"$numberDecimal\":\"" + bound + "\"}}");
    }

    @Test
    void givesNullWhereABoundDoesNotFitOrThereIsNone() {
        assertFails("int", new BsonOut().int64("int", Long.MIN_VALUE));
        assertFails("double", real(Double.NaN));
        assertFails("double", real(Double.POSITIVE_INFINITY));
        assertFails("double", real(Double.NEGATIVE_INFINITY));
        assertFails("decimal", decimal(Decimal128.NaN));
        assertFails("decimal", decimal(Decimal128.NEGATIVE_INFINITY));
        assertFails("decimal", decimal(Decimal128.parse("1.234567890123456789012345678901234E+40")));
        assertFails("string", new BsonOut().text("string", "100"));
        assertFails("date", new BsonOut().date("date", 100));
        assertFails("bool", new BsonOut().element(0x08, "bool", new byte[] {1}));
    }

    @Test
    void keepsNull() {
        assertThat(one("int", BigDecimal.TEN, new BsonOut().nothing("int"))).isEqualTo("{\"int\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1E-16", "1.1E+15", "1E+999999", "1E-999999", "1234567890.1234567"})
    void refusesWidthsThatAreNoneOrTooMany(String width) {
        BigDecimal number = new BigDecimal(width);
        assertThatThrownBy(() -> new BucketTransform(number)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFails(String path, BsonOut record) {
        RedactedRecords records = new Redactor(SampleCollection.plan(path, new BucketTransform(new BigDecimal("7"))))
                .redact(List.of(record.record()), 1_000);
        assertThat(ReleasedBodies.records(records)).isEqualTo("[{\"" + path + "\":null}]");
        assertThat(records.counts().omitted().failed()).isOne();
        assertThat(records.counts().released()).isEmpty();
    }

    private static String one(String path, BigDecimal width, BsonOut record) {
        return ReleasedBodies.one(SampleCollection.plan(path, new BucketTransform(width)), record);
    }

    private static BsonOut real(double number) {
        return new BsonOut().element(0x01, "double", BsonOut.le64(Double.doubleToRawLongBits(number)));
    }

    private static BsonOut decimal(Decimal128 number) {
        return new BsonOut()
                .element(
                        0x13, "decimal", BsonOut.joined(BsonOut.le64(number.getLow()), BsonOut.le64(number.getHigh())));
    }
}
