package io.metagate.policy.testing;

import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.model.YamlValue;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.redaction.bson.Decimal128;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.PlainScalarVisitor;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** A scalar of a given record, ready to be written. */
@FunctionalInterface
interface GivenValue {

    /** Writes it under that name. */
    void write(BsonWriter writer, String name);

    /**
     * The value for a field, or for no listed one.
     *
     * @throws IllegalArgumentException if a text is not of the type that it must have
     */
    static GivenValue of(YamlValue written, Optional<Field> field) {
        Optional<TypedForm> form = TypedForm.of(written);
        if (form.isPresent()) {
            return ofText(form.get().text(), form.get().type());
        }
        return scalar(written).accept(new Declared(field.map(Field::type).orElse(FieldType.STRING)));
    }

    /** Whether the value that is written for a field of that type is one of it; any other does not leave. */
    static boolean isOfType(YamlValue written, FieldType declared) {
        Optional<TypedForm> form = TypedForm.of(written);
        if (form.isPresent()) {
            return form.get().type() == declared;
        }
        return scalar(written).accept(new TypeMatch(declared));
    }

    private static ScalarValue scalar(YamlValue written) {
        return written instanceof YamlValue.Scalar scalar ? scalar.value() : new ScalarValue.Null();
    }

    private static GivenValue ofText(String text, FieldType type) {
        return switch (type) {
            case STRING -> (writer, name) -> writer.text(name, text);
            case DATE -> {
                long millis = new ScalarValue.Date(instant(text)).instant().toEpochMilli();
                yield (writer, name) -> writer.date(name, millis);
            }
            case OBJECT_ID -> {
                byte[] id = HexFormat.of().parseHex(new ScalarValue.ObjectId(text).hex());
                yield (writer, name) -> writer.element(BsonTag.OBJECT_ID, name, id);
            }
            case UUID -> {
                byte[] id = bytes(ScalarValue.Uuid.of(text).uuid());
                yield (writer, name) -> writer.binary(name, BsonTag.UUID, id);
            }
            case BINARY -> {
                byte[] payload = Base64.getDecoder().decode(text);
                yield (writer, name) -> writer.binary(name, (byte) 0, payload);
            }
            case DECIMAL -> {
                Decimal128 decimal = Decimal128.of(new BigDecimal(text));
                yield (writer, name) -> writer.decimal(name, decimal);
            }
            case INT, DOUBLE, BOOL -> throw new IllegalArgumentException("expected a value of type " + type);
        };
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** The bytes of a UUID as the store shows them; empty if the text is none. */
    static Optional<String> uuidAsBase64(String text) {
        try {
            return Optional.of(Base64.getEncoder()
                    .encodeToString(bytes(ScalarValue.Uuid.of(text).uuid())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The time that a text says, or the begin of the day. */
    static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a date such as 2026-01-05 or 2026-01-05T09:00:00Z", e);
        }
    }

    /** A value for a field of that type. */
    record Declared(FieldType type) implements PlainScalarVisitor<GivenValue> {
        @Override
        public GivenValue text(ScalarValue.Text text) {
            return ofText(text.text(), type);
        }

        @Override
        public GivenValue integer(ScalarValue.Int integer) {
            return type == FieldType.DOUBLE || type == FieldType.DECIMAL
                    ? fraction(BigDecimal.valueOf(integer.number()))
                    : (writer, name) -> writer.integer(name, integer.number());
        }

        @Override
        public GivenValue real(ScalarValue.Real real) {
            return Double.isFinite(real.number()) ? fraction(BigDecimal.valueOf(real.number())) : none();
        }

        @Override
        public GivenValue bool(ScalarValue.Bool bool) {
            return (writer, name) -> writer.element(BsonTag.BOOLEAN, name, new byte[] {(byte) (bool.truth() ? 1 : 0)});
        }

        @Override
        public GivenValue nothing(ScalarValue.Null nothing) {
            return none();
        }

        @Override
        public GivenValue typed(ScalarValue value) {
            return none();
        }

        private GivenValue fraction(BigDecimal number) {
            return type == FieldType.DECIMAL
                    ? (writer, name) -> writer.decimal(name, Decimal128.of(number))
                    : (writer, name) -> writer.real(name, number.doubleValue());
        }

        private static GivenValue none() {
            return (writer, name) -> writer.element(BsonTag.NULL, name, new byte[0]);
        }
    }

    /** Whether a value for a field of that type is one of it. What is no number and no boolean becomes one, or null. */
    record TypeMatch(FieldType type) implements PlainScalarVisitor<Boolean> {
        @Override
        public Boolean text(ScalarValue.Text text) {
            return true;
        }

        @Override
        public Boolean integer(ScalarValue.Int integer) {
            return isFraction() || type == FieldType.INT;
        }

        @Override
        public Boolean real(ScalarValue.Real real) {
            return isFraction() || !Double.isFinite(real.number());
        }

        @Override
        public Boolean bool(ScalarValue.Bool bool) {
            return type == FieldType.BOOL;
        }

        @Override
        public Boolean nothing(ScalarValue.Null nothing) {
            return true;
        }

        @Override
        public Boolean typed(ScalarValue value) {
            return true;
        }

        private boolean isFraction() {
            return type == FieldType.DOUBLE || type == FieldType.DECIMAL;
        }
    }
}
