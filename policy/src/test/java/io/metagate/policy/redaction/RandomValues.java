package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.test.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.Decimal128;

/** Random BSON scalars. Every text carries a canary that no other text carries. */
final class RandomValues {

    /** A scalar as it stands in an element. */
    @SuppressWarnings("ArrayRecordComponent")
    record Scalar(int tag, byte[] bytes) {}

    private static final List<String> DECORATIONS = List.of(
            "",
            " ",
            "\"",
            "\\",
            "\n\r\t\b\f",
            "\0",
            "\u001f\u007f",
            "\u2028\u2029",
            "é",
            "ü€",
            "日本語",
            "😀",
            "@",
            "@acme.example",
            "/<>&'",
            "Jane Roe ",
            " van der Berg",
            "jane.roe@acme.example",
            "[hidden]",
            "\u202e",
            "e\u0301",
            "/",
            "\\Users\\",
            ".pdf",
            " +1 555 010 0123 ",
            " 203.0.113.77 ");
    private static final List<String> PLACES = List.of(
            "203.0.113.77",
            "203.0.113.777",
            "2001:db8:0:7::1",
            "::ffff:203.0.113.77",
            "2002:cb00:714d::1",
            "0:0:5::",
            "::",
            "/home/jane/report.pdf",
            "/srv/mail/jane.pdf",
            "/home/j/jane.pdf",
            "cv.janeroe",
            "a.tar.gz",
            "~jane.pdf",
            "/home/x/../jane.pdf:x.pdf",
            "C:\\Users\\jane\\",
            "/jane",
            "//home/a.b.c");
    private static final List<Double> REALS = List.of(
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.1,
            1e-7,
            1e7,
            123456.789,
            1e300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    private static final List<Long> LONGS =
            List.of(0L, -1L, 5L, 1L << 31, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<Long> DATES = List.of(
            0L,
            -1L,
            1L,
            10L,
            100L,
            951_827_696_120L,
            253_402_300_799_999L,
            253_402_300_800_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE);

    private final Seeded random;
    private final Set<String> canaries = new LinkedHashSet<>();
    private final Map<String, byte[]> undecodable = new HashMap<>();

    RandomValues(Seeded random) {
        this.random = random;
    }

    /** The canaries of all texts so far. */
    Set<String> canaries() {
        return canaries;
    }

    /** The bytes of the texts so far that are not UTF-8, by what they decode to. */
    Map<String, byte[]> undecodable() {
        return undecodable;
    }

    /** A fresh canary, for use as a name or a part of a text. */
    String canary() {
        String canary = "zq" + canaries.size() + "qz";
        canaries.add(canary);
        return canary;
    }

    /** A value of the declared type. */
    Scalar of(FieldType type) {
        return switch (type) {
            case STRING -> new Scalar(0x02, BsonOut.string(text()));
            case INT -> random.chance(50) ? int32() : new Scalar(0x12, BsonOut.le64(longNumber()));
            case DOUBLE ->
                random.chance(20) ? int32() : new Scalar(0x01, BsonOut.le64(Double.doubleToRawLongBits(real())));
            case DECIMAL -> decimal();
            case BOOL -> new Scalar(0x08, new byte[] {(byte) random.below(2)});
            case DATE -> new Scalar(0x09, BsonOut.le64(date()));
            case OBJECT_ID -> new Scalar(0x07, random.bytes(12));
            case UUID -> new Scalar(0x05, BsonOut.binary(4, random.bytes(16)));
            case BINARY -> binary();
        };
    }

    /** A value of a type that no field can be declared to have. */
    Scalar foreign() {
        byte[] text = BsonOut.string(text());
        return switch (random.below(10)) {
            case 0 -> new Scalar(0x06, new byte[0]);
            case 1 -> new Scalar(0x0B, "a.*\0i\0".getBytes(StandardCharsets.UTF_8));
            case 2 -> new Scalar(0x0C, BsonOut.joined(text, random.bytes(12)));
            case 3 -> new Scalar(0x0D, text);
            case 4 -> new Scalar(0x0E, text);
            case 5 -> new Scalar(0x0F, codeWithScope(text));
            case 6 -> new Scalar(0x11, BsonOut.le64(random.number()));
            case 7 -> new Scalar(0x7F, new byte[0]);
            case 8 -> new Scalar(0xFF, new byte[0]);
            default -> new Scalar(0x05, BsonOut.binary(4, random.bytes(random.below(12))));
        };
    }

    private byte[] text() {
        if (random.chance(3)) {
            return new byte[0];
        }
        if (random.chance(10)) {
            return random.oneOf(PLACES).getBytes(StandardCharsets.UTF_8);
        }
        String text = random.oneOf(DECORATIONS) + canary() + random.oneOf(DECORATIONS) + random.oneOf(DECORATIONS);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (random.chance(95)) {
            return utf8;
        }
        byte[] broken = BsonOut.joined(utf8, random.bytes(4), utf8);
        undecodable.put(new String(broken, StandardCharsets.UTF_8), broken);
        return broken;
    }

    private Scalar int32() {
        return new Scalar(0x10, BsonOut.le32((int) longNumber()));
    }

    private long longNumber() {
        return random.chance(50) ? random.oneOf(LONGS) : random.number() >> random.below(60);
    }

    private double real() {
        return switch (random.below(3)) {
            case 0 -> random.oneOf(REALS);
            case 1 -> random.below(100_000) / 100.0;
            default -> random.fraction() * Math.pow(10, random.below(30) - 15);
        };
    }

    private long date() {
        return switch (random.below(3)) {
            case 0 -> random.oneOf(DATES);
            case 1 -> random.number();
            default -> (long) (random.fraction() * 4e12);
        };
    }

    private Scalar decimal() {
        BigDecimal finite =
                new BigDecimal(BigInteger.valueOf(random.number() >> random.below(60)), random.below(80) - 40);
        Decimal128 value = random.chance(90)
                ? new Decimal128(finite)
                : random.oneOf(List.of(Decimal128.NaN, Decimal128.NEGATIVE_INFINITY, Decimal128.NEGATIVE_ZERO));
        return new Scalar(0x13, BsonOut.joined(BsonOut.le64(value.getLow()), BsonOut.le64(value.getHigh())));
    }

    private Scalar binary() {
        byte[] payload = random.bytes(random.below(20));
        int subtype = random.oneOf(List.of(0, 1, 2, 3, 5, 0x80, 0xFF));
        byte[] wrapped = subtype == 2 ? BsonOut.joined(BsonOut.le32(payload.length), payload) : payload;
        return new Scalar(0x05, BsonOut.binary(subtype, wrapped));
    }

    private byte[] codeWithScope(byte[] code) {
        byte[] scope = new BsonOut().text("a", canary()).bytes();
        return BsonOut.joined(BsonOut.le32(4 + code.length + scope.length), code, scope);
    }
}
