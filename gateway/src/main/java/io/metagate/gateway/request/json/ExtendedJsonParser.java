package io.metagate.gateway.request.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.request.value.ScalarValue;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a scalar in MongoDB Extended JSON v2, relaxed or canonical. */
public final class ExtendedJsonParser {

    private static final String INTEGER_FORM = "an integer as text in ASCII digits, within ";

    /** What stands under each key, and how it is written. */
    private static final Map<String, String> FORMS = Map.of(
            "$oid", "24 hexadecimal digits",
            "$uuid", "a UUID of 36 characters",
            "$numberInt", INTEGER_FORM + "32 bits",
            "$numberLong", INTEGER_FORM + "64 bits",
            "$numberDouble", "a number as text in the form of JSON, or Infinity or -Infinity",
            "$numberDecimal", "a number as text in the form of JSON, within decimal128",
            "$date",
                    "a date with time and offset, such as 2009-04-01T00:00:00Z, or {\"$numberLong\": milliseconds since 1970 as text}",
            "$binary", "{\"base64\": 16 bytes, \"subType\": \"04\"}");

    private static final String SCALAR = "text, an integer of 64 bits, a finite number, true, false, null, or one of "
            + String.join(", ", new TreeSet<>(FORMS.keySet()));

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern REAL = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]{1,5})?");
    private static final int UUID_BYTES = 16;

    private ExtendedJsonParser() {}

    /** Whether the object is a value and not a condition. */
    public static boolean isTyped(JsonNode node) {
        return node.isObject()
                && node.size() == 1
                && FORMS.containsKey(node.fieldNames().next());
    }

    /** Reads a value of a filter. */
    public static ScalarValue read(LocatedNode place) throws BadRequest {
        return read(place, ProblemCode.FILTER_MALFORMED);
    }

    /**
     * Reads a value.
     *
     * @param otherwise what is said if it is none
     */
    public static ScalarValue read(LocatedNode place, ProblemCode otherwise) throws BadRequest {
        try {
            return place.isObject() ? typed(place.node()) : plain(place.node());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw refused(place, otherwise);
        }
    }

    /** Says which form a value has. */
    private static BadRequest refused(LocatedNode place, ProblemCode code) {
        if (!isTyped(place.node())) {
            return place.refused(code, SCALAR);
        }
        Map.Entry<String, LocatedNode> typed =
                place.members().entrySet().iterator().next();
        return typed.getValue().refused(code, FORMS.getOrDefault(typed.getKey(), SCALAR));
    }

    private static ScalarValue plain(JsonNode node) {
        if (node.isTextual()) {
            return new ScalarValue.Text(node.textValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new ScalarValue.Int(node.longValue());
        }
        if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
            return new ScalarValue.Real(node.doubleValue());
        }
        if (node.isBoolean()) {
            return new ScalarValue.Bool(node.booleanValue());
        }
        if (node.isNull()) {
            return new ScalarValue.Null();
        }
        throw malformed();
    }

    private static ScalarValue typed(JsonNode node) {
        if (!isTyped(node)) {
            throw malformed();
        }
        String type = node.fieldNames().next();
        JsonNode content = node.get(type);
        return switch (type) {
            case "$oid" -> new ScalarValue.ObjectId(text(content));
            case "$uuid" -> ScalarValue.Uuid.of(text(content));
            case "$numberInt" -> new ScalarValue.Int(Math.toIntExact(integer(content)));
            case "$numberLong" -> new ScalarValue.Int(integer(content));
            case "$numberDouble" -> new ScalarValue.Real(real(text(content)));
            case "$numberDecimal" -> ScalarValue.Decimal.of(text(content));
            case "$date" -> new ScalarValue.Date(date(content));
            default -> new ScalarValue.Uuid(uuid(content));
        };
    }

    /** An integer of 64 bits in ASCII digits: the platform would take a plus sign and the digits of all scripts. */
    private static long integer(JsonNode content) {
        String text = text(content);
        if (!INTEGER.matcher(text).matches()) {
            throw malformed();
        }
        return Long.parseLong(text);
    }

    /**
     * A double in the form of JSON, or an infinity: the platform would take hexadecimal digits, suffixes and blanks.
     */
    private static double real(String text) {
        if (text.equals("Infinity") || text.equals("-Infinity")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double number = REAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw malformed();
        }
        return number;
    }

    private static Instant date(JsonNode content) {
        if (content.isObject() && content.size() == 1 && content.has("$numberLong")) {
            return Instant.ofEpochMilli(integer(content.get("$numberLong")));
        }
        // The store knows no finer time, and no time whose milliseconds do not fit into 64 bits.
        return Instant.ofEpochMilli(
                OffsetDateTime.parse(text(content)).toInstant().toEpochMilli());
    }

    private static UUID uuid(JsonNode content) {
        if (!content.isObject() || content.size() != 2 || !content.has("base64") || !content.has("subType")) {
            throw malformed();
        }
        String base64 = text(content.get("base64"));
        byte[] bytes = Base64.getDecoder().decode(base64);
        // other texts decode to the same bytes (RFC 4648 section 3.5)
        boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(base64);
        if (!canonical
                || bytes.length != UUID_BYTES
                || !text(content.get("subType")).matches("0?4")) {
            throw malformed();
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw malformed();
        }
        return node.textValue();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not of the documented form");
    }
}
