package io.metagate.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.metagate.policy.request.ScalarValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Writes a scalar in MongoDB Extended JSON v2, relaxed, as records have it. */
final class ExtendedJsonValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The years that relaxed Extended JSON writes as a text: 1970 to 9999. */
    private static final long END_OF_TEXTS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private ExtendedJsonValues() {}

    static JsonNode of(ScalarValue value) {
        if (value instanceof ScalarValue.Text text) {
            return JSON.textNode(text.text());
        }
        if (value instanceof ScalarValue.Int number) {
            return JSON.numberNode(number.number());
        }
        if (value instanceof ScalarValue.Real number) {
            return real(number.number());
        }
        if (value instanceof ScalarValue.Bool truth) {
            return JSON.booleanNode(truth.truth());
        }
        return value instanceof ScalarValue.Null ? JSON.nullNode() : typed(value);
    }

    private static JsonNode typed(ScalarValue value) {
        if (value instanceof ScalarValue.Decimal number) {
            return JSON.objectNode().put("$numberDecimal", number.number().toString());
        }
        if (value instanceof ScalarValue.Date date) {
            return date(date.instant());
        }
        if (value instanceof ScalarValue.ObjectId id) {
            return JSON.objectNode().put("$oid", id.hex());
        }
        return uuid(((ScalarValue.Uuid) value).uuid());
    }

    private static JsonNode real(double number) {
        return Double.isFinite(number)
                ? JSON.numberNode(number)
                : JSON.objectNode().put("$numberDouble", number > 0 ? "Infinity" : "-Infinity");
    }

    private static JsonNode date(Instant instant) {
        long millis = instant.toEpochMilli();
        if (millis < 0 || millis > END_OF_TEXTS) {
            return JSON.objectNode().set("$date", JSON.objectNode().put("$numberLong", Long.toString(millis)));
        }
        return JSON.objectNode().put("$date", instant.toString());
    }

    private static JsonNode uuid(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return JSON.objectNode()
                .set(
                        "$binary",
                        JSON.objectNode()
                                .put("base64", Base64.getEncoder().encodeToString(bytes))
                                .put("subType", "04"));
    }
}
