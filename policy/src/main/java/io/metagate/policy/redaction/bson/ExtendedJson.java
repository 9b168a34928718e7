package io.metagate.policy.redaction.bson;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ScalarVisitor;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes scalars as MongoDB Extended JSON v2, relaxed, so that every driver parses them without loss. The one writer of
 * them: a value is told in one form, whether it is read in a record, turned back from a token, or counted by.
 */
public final class ExtendedJson {

    private static final FixedText NULL = FixedText.ascii("null");
    private static final FixedText TRUE = FixedText.ascii("true");
    private static final FixedText FALSE = FixedText.ascii("false");
    private static final FixedText OBJECT_ID = FixedText.ascii("{\"$oid\":\"");
    private static final FixedText DECIMAL = FixedText.ascii("{\"$numberDecimal\":\"");
    private static final FixedText BINARY = FixedText.ascii("{\"$binary\":{\"base64\":\"");
    private static final FixedText SUBTYPE = FixedText.ascii("\",\"subType\":\"");
    private static final FixedText CLOSE_BINARY = FixedText.ascii("\"}}");
    private static final FixedText CLOSE = FixedText.ascii("\"}");
    private static final byte[] BASE64 = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private final JsonBuffer json;
    private final JsonDouble doubles;
    private final JsonDate dates;

    /** A writer into that buffer. */
    public ExtendedJson(JsonBuffer json) {
        this.json = json;
        this.doubles = new JsonDouble(json);
        this.dates = new JsonDate(json);
    }

    /**
     * Writes the value of that type at {@code [at, end)}.
     *
     * @throws IllegalArgumentException if the type is not one that a field can be declared to have
     */
    public void write(BsonBytes record, byte tag, int at, int end) {
        switch (tag) {
            case BsonTag.STRING -> json.string(record.array(), at + Integer.BYTES, end - 1);
            case BsonTag.INT32 -> json.number(record.int32(at));
            case BsonTag.INT64 -> json.number(record.int64(at));
            case BsonTag.DOUBLE -> doubles.write(record.real(at));
            case BsonTag.BOOLEAN -> json.raw(record.at(at) == 0 ? FALSE : TRUE);
            case BsonTag.NULL -> json.raw(NULL);
            case BsonTag.DATE -> dates.write(record.int64(at));
            case BsonTag.OBJECT_ID -> objectId(record, at, end);
            case BsonTag.DECIMAL128 -> decimal(record.decimal(at).toString());
            case BsonTag.BINARY -> binary(record, at, end);
            default -> throw new IllegalArgumentException("not a type of fields");
        }
    }

    /** Writes a value of the query language as the records that hold it have it. */
    public void write(ScalarValue value) {
        value.accept(new ScalarForm());
    }

    /** A value of the query language as the records that hold it have it. */
    public static String textOf(ScalarValue value) {
        JsonBuffer json = new JsonBuffer(Long.BYTES);
        new ExtendedJson(json).write(value);
        return new String(json.copy(), StandardCharsets.UTF_8);
    }

    /** Writes a null. */
    public void nothing() {
        json.raw(NULL);
    }

    /** Writes an integer. */
    public void integer(long value) {
        json.number(value);
    }

    /** Writes a double. */
    public void real(double value) {
        doubles.write(value);
    }

    /** Writes a decimal number, which fits into a decimal128. */
    public void decimal(BigDecimal value) {
        decimal(value.toString());
    }

    /** Writes a point in time. */
    public void date(long epochMillis) {
        dates.write(epochMillis);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void objectId(BsonBytes record, int from, int to) {
        json.raw(OBJECT_ID);
        for (int at = from; at < to; at++) {
            json.hex(record.at(at));
        }
        json.raw(CLOSE);
    }

    private void decimal(String value) {
        json.raw(DECIMAL);
        json.raw(ascii(value));
        json.raw(CLOSE);
    }

    private void binary(BsonBytes record, int at, int end) {
        json.raw(BINARY);
        for (int from = record.binaryStart(at); from < end; from += 3) {
            base64(record, from, Math.min(end - from, 3));
        }
        json.raw(SUBTYPE);
        json.hex(record.binarySubtype(at));
        json.raw(CLOSE_BINARY);
    }

    private void base64(BsonBytes record, int from, int count) {
        int bits = 0;
        for (int i = 0; i < 3; i++) {
            bits = (bits << 8) | (i < count ? record.at(from + i) & 0xFF : 0);
        }
        for (int i = 0; i < 4; i++) {
            json.raw(i <= count ? (char) BASE64[(bits >> (18 - 6 * i)) & 0x3F] : '=');
        }
    }

    /** Writes each kind of value, and returns the writer. */
    private final class ScalarForm implements ScalarVisitor<ExtendedJson> {

        @Override
        public ExtendedJson text(ScalarValue.Text text) {
            json.string(text.text());
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson integer(ScalarValue.Int integer) {
            json.number(integer.number());
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson real(ScalarValue.Real real) {
            doubles.write(real.number());
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson decimal(ScalarValue.Decimal decimal) {
            ExtendedJson.this.decimal((decimal.negativeZero() ? "-" : "") + decimal.number());
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson bool(ScalarValue.Bool bool) {
            json.raw(bool.truth() ? TRUE : FALSE);
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson date(ScalarValue.Date date) {
            dates.write(date.instant().toEpochMilli());
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson objectId(ScalarValue.ObjectId id) {
            json.raw(OBJECT_ID);
            json.raw(ascii(id.hex()));
            json.raw(CLOSE);
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson uuid(ScalarValue.Uuid id) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.uuid().getMostSignificantBits())
                    .putLong(id.uuid().getLeastSignificantBits());
            json.raw(BINARY);
            json.raw(Base64.getEncoder().encode(bytes.array()));
            json.raw(SUBTYPE);
            json.hex(BsonTag.UUID);
            json.raw(CLOSE_BINARY);
            return ExtendedJson.this;
        }

        @Override
        public ExtendedJson nothing(ScalarValue.Null nothing) {
            json.raw(NULL);
            return ExtendedJson.this;
        }
    }
}
