package io.metagate.policy.redaction.bson;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.request.value.ScalarValue;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** Scalars against the driver's relaxed JSON, or against what the platform reads back. */
class ExtendedJsonTest {

    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final int ROUNDS = 20_000;

    private final RandomGenerator random = seeded();

    @Test
    void writesDatesAsTheDriverDoes() {
        for (long day = -2; day < 3_000_000; day += 37) {
            checkDate(day * 86_400_000 + random.nextInt(86_400_000));
        }
        List.of(
                        0L,
                        -1L,
                        1L,
                        10L,
                        100L,
                        1_000L,
                        951_782_400_000L,
                        253_402_300_799_999L,
                        253_402_300_800_000L,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE)
                .forEach(ExtendedJsonTest::checkDate);
    }

    @Test
    void writesDoublesThatReadBackAsTheyWere() {
        for (int i = 0; i < ROUNDS; i++) {
            checkDouble(Double.longBitsToDouble(random.nextLong()));
            checkDouble(random.nextInt(1_000_000) / 100.0);
            checkDouble(-random.nextInt(1_000_000_000) / 10_000.0);
            checkDouble(random.nextDouble() * 10);
        }
        List.of(0.0, -0.0, 1.0, 1e7, 9_999_999.9999, 0.0001, 0.00001, Double.MIN_VALUE, Double.MAX_VALUE)
                .forEach(ExtendedJsonTest::checkDouble);
    }

    @Test
    void writesDoublesThatJsonLacksAsStrings() {
        assertThat(written(BsonTag.DOUBLE, le64(Double.doubleToRawLongBits(Double.NaN))))
                .isEqualTo("{\"$numberDouble\":\"NaN\"}");
        assertThat(written(BsonTag.DOUBLE, le64(Double.doubleToRawLongBits(-1 / 0.0))))
                .isEqualTo("{\"$numberDouble\":\"-Infinity\"}");
    }

    @Test
    void printsDecimalsAsTheDriverDoes() {
        for (int i = 0; i < ROUNDS; i++) {
            long high = random.nextLong() >> (random.nextBoolean() ? 0 : random.nextInt(64));
            long low = random.nextLong() >> random.nextInt(64);
            checkDecimal(high, low);
            checkDecimal(0x3040_0000_0000_0000L - (((long) random.nextInt(24) - 12) << 49), low >>> 1);
        }
    }

    @Test
    void writesIntegersAsTheyAre() {
        for (int i = 0; i < ROUNDS; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            assertThat(written(BsonTag.INT64, le64(number))).isEqualTo(Long.toString(number));
        }
        assertThat(written(BsonTag.INT64, le64(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    }

    @Test
    void writesTextThatReadsBackAsThePlatformDecodesIt() throws CharacterCodingException {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] text = text();
            JsonBuffer json = new JsonBuffer(0);
            json.string(text, 0, text.length);
            String written = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json.copy()))
                    .toString();
            assertThat(BsonDocument.parse("{\"a\":" + written + "}")
                            .getString("a")
                            .getValue())
                    .isEqualTo(new String(text, StandardCharsets.UTF_8));
            assertThat(written).doesNotContain("\u2028", "\u2029", "\n", "\0");
        }
    }

    /** A value that is counted by, or turned back from a token, has the form that it has in a record. */
    @Test
    void writesValuesOfTheQueryLanguageAsRecordsHaveThem() {
        for (int i = 0; i < ROUNDS; i++) {
            long bits = random.nextLong() >> random.nextInt(64);
            long millis = random.nextLong() >> (20 + random.nextInt(20));
            double real = Double.longBitsToDouble(random.nextLong());
            checkValue(new ScalarValue.Int(bits), BsonTag.INT64, le64(bits));
            for (long date : List.of(millis, millis / 10 * 10, millis / 100 * 100, millis / 1000 * 1000)) {
                checkValue(new ScalarValue.Date(Instant.ofEpochMilli(date)), BsonTag.DATE, le64(date));
            }
            if (!Double.isNaN(real)) {
                checkValue(new ScalarValue.Real(real), BsonTag.DOUBLE, le64(Double.doubleToRawLongBits(real)));
            }
            checkDecimalValue(new org.bson.types.Decimal128(BigDecimal.valueOf(bits, random.nextInt(40) - 20)));
            checkText(new String(text(), StandardCharsets.UTF_8));
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            assertThat(ExtendedJson.textOf(new ScalarValue.Uuid(uuid))).isEqualTo(driver(new BsonBinary(uuid)));
            String hex = String.format("%024x", random.nextLong() >>> 1);
            assertThat(ExtendedJson.textOf(new ScalarValue.ObjectId(hex)))
                    .isEqualTo(driver(new BsonObjectId(new ObjectId(hex))));
        }
        checkDecimalValue(org.bson.types.Decimal128.NEGATIVE_ZERO);
        checkValue(new ScalarValue.Real(-0.0), BsonTag.DOUBLE, le64(Long.MIN_VALUE));
        checkValue(new ScalarValue.Bool(true), BsonTag.BOOLEAN, new byte[] {1});
        checkValue(new ScalarValue.Bool(false), BsonTag.BOOLEAN, new byte[] {0});
        checkValue(new ScalarValue.Null(), BsonTag.NULL, new byte[0]);
    }

    private static void checkValue(ScalarValue value, byte tag, byte[] bson) {
        assertThat(ExtendedJson.textOf(value)).isEqualTo(written(tag, bson));
    }

    private static void checkDecimalValue(org.bson.types.Decimal128 decimal) {
        byte[] bson = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(decimal.getLow())
                .putLong(decimal.getHigh())
                .array();
        checkValue(ScalarValue.Decimal.of(decimal.toString()), BsonTag.DECIMAL128, bson);
    }

    private static void checkText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] bson = ByteBuffer.allocate(Integer.BYTES + utf8.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(utf8.length + 1)
                .put(utf8)
                .put((byte) 0)
                .array();
        checkValue(new ScalarValue.Text(text), BsonTag.STRING, bson);
    }

    /** Random bytes of few kinds, so that sequences of several bytes are often whole and often nearly so. */
    private byte[] text() {
        byte[] kinds = {
            'a',
            '"',
            '\\',
            '\n',
            0,
            0x1f,
            0x7f,
            (byte) 0x80,
            (byte) 0xA8,
            (byte) 0xBF,
            (byte) 0xC0,
            (byte) 0xC3,
            (byte) 0xE0,
            (byte) 0xE2,
            (byte) 0xED,
            (byte) 0xF0,
            (byte) 0xF4,
            (byte) 0xF5,
            (byte) 0xFF
        };
        byte[] text = new byte[random.nextInt(20)];
        for (int i = 0; i < text.length; i++) {
            text[i] = random.nextInt(3) == 0 ? (byte) 'x' : kinds[random.nextInt(kinds.length)];
        }
        byte[] separator = "€\u2028😀".getBytes(StandardCharsets.UTF_8);
        if (text.length > separator.length) {
            System.arraycopy(separator, 0, text, random.nextInt(text.length - separator.length), separator.length);
        }
        return text;
    }

    private static void checkDate(long millis) {
        assertThat(written(BsonTag.DATE, le64(millis))).isEqualTo(driver(new BsonDateTime(millis)));
    }

    private static void checkDouble(double number) {
        if (!Double.isNaN(number) && !Double.isInfinite(number)) {
            String written = written(BsonTag.DOUBLE, le64(Double.doubleToRawLongBits(number)));
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(written)))
                    .isEqualTo(Double.doubleToRawLongBits(number));
        }
    }

    private static void checkDecimal(long high, long low) {
        assertThat(new Decimal128(high, low))
                .hasToString(org.bson.types.Decimal128.fromIEEE754BIDEncoding(high, low)
                        .toString());
    }

    private static String written(byte tag, byte[] value) {
        JsonBuffer json = new JsonBuffer(0);
        new ExtendedJson(json).write(new BsonBytes(value), tag, 0, value.length);
        return new String(json.copy(), StandardCharsets.UTF_8);
    }

    private static String driver(BsonValue value) {
        String json = new BsonDocument("a", value).toJson(RELAXED).replace(" ", "");
        return json.substring("{\"a\":".length(), json.length() - 1);
    }

    private static byte[] le64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static RandomGenerator seeded() {
        long seed = Seeded.seed("ExtendedJsonTest");
        return new SplittableRandom(seed);
    }
}
