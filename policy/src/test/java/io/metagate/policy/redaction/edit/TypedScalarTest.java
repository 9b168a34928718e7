package io.metagate.policy.redaction.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.request.value.ScalarValue;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedScalarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.00",
                "-0E-6176",
                "1E+6144",
                "-1E+6144",
                "9.999999999999999999999999999999999E+6144",
                "1E-6176",
                "-12.50"
            })
    void writesEveryDecimalAsTheDriverDoes(String written) {
        BsonWriter writer = new BsonWriter();

        assertThat(TypedScalar.write(ScalarValue.Decimal.of(written), FieldType.DECIMAL, writer, "d"))
                .isTrue();

        assertThat(new RawBsonDocument(writer.bytes()).getDecimal128("d").getValue())
                .isEqualTo(Decimal128.parse(written));
    }
}
