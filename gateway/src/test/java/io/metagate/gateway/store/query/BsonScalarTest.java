package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.policy.request.value.ScalarValue;
import java.math.BigDecimal;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDecimal128;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BsonScalarTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.50", "9E+6111", "-1E-6176", "0E+6111", "1234567890123456789012345678901234E-6176"})
    void readsDecimalsOfAllExponents(String number) {
        assertThat(BsonScalar.value(decimal(number))).isEqualTo(new ScalarValue.Decimal(new BigDecimal(number)));
        assertThat(MongoFilter.value(BsonScalar.value(decimal(number)))).isEqualTo(decimal(number));
    }

    @Test
    void readsANegativeZeroAsZero() {
        assertThat(BsonScalar.value(decimal("-0"))).isEqualTo(new ScalarValue.Decimal(BigDecimal.ZERO));
        assertThat(BsonScalar.value(decimal("-0E-6176"))).isEqualTo(new ScalarValue.Decimal(new BigDecimal("0E-6176")));
    }

    @Test
    void knowsNoDecimalThatIsNoNumber() {
        assertUnknown(new BsonDecimal128(Decimal128.NaN));
        assertUnknown(new BsonDecimal128(Decimal128.POSITIVE_INFINITY));
        assertUnknown(new BsonDecimal128(Decimal128.NEGATIVE_INFINITY));
        assertUnknown(new BsonDecimal128(Decimal128.fromIEEE754BIDEncoding(0x3041ffffffffffffL, -1)));
    }

    @Test
    void knowsNoUuidOfAnotherLengthOrSubtype() {
        assertThat(BsonScalar.value(new BsonBinary(new UUID(1, 2)))).isEqualTo(new ScalarValue.Uuid(new UUID(1, 2)));
        assertUnknown(new BsonBinary(BsonBinarySubType.UUID_STANDARD, new byte[15]));
        assertUnknown(new BsonBinary(BsonBinarySubType.UUID_STANDARD, new byte[17]));
        assertUnknown(new BsonBinary(BsonBinarySubType.UUID_STANDARD, new byte[0]));
        assertUnknown(new BsonBinary(BsonBinarySubType.UUID_LEGACY, new byte[16]));
    }

    private static void assertUnknown(BsonValue value) {
        assertThatExceptionOfType(UnsortableRecords.class).isThrownBy(() -> BsonScalar.value(value));
        assertThat(BsonScalar.known(value)).isEmpty();
    }

    private static BsonDecimal128 decimal(String number) {
        return new BsonDecimal128(Decimal128.parse(number));
    }
}
