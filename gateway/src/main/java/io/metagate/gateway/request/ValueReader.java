package io.metagate.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.request.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Reads a scalar in MongoDB Extended JSON v2, relaxed or canonical. */
final class ValueReader {

    private static final Set<String> TYPES =
            Set.of("$oid", "$date", "$uuid", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal", "$binary");
    private static final int UUID_BYTES = 16;

    private ValueReader() {}

    /** Whether the object is a value and not a condition. */
    static boolean isTyped(JsonNode node) {
        return node.isObject()
                && node.size() == 1
                && TYPES.contains(node.fieldNames().next());
    }

    static Value read(JsonNode node) throws BadRequest {
        try {
            return node.isObject() ? typed(node) : plain(node);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw malformed();
        }
    }

    private static Value plain(JsonNode node) throws BadRequest {
        if (node.isTextual()) {
            return new Value.Text(node.textValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new Value.Int(node.longValue());
        }
        if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
            return new Value.Real(node.doubleValue());
        }
        if (node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        if (node.isNull()) {
            return new Value.Null();
        }
        throw malformed();
    }

    private static Value typed(JsonNode node) throws BadRequest {
        if (!isTyped(node)) {
            throw malformed();
        }
        String type = node.fieldNames().next();
        JsonNode content = node.get(type);
        return switch (type) {
            case "$oid" -> new Value.ObjectId(text(content));
            case "$uuid" -> Value.Uuid.of(text(content));
            case "$numberInt", "$numberLong" -> new Value.Int(Long.parseLong(text(content)));
            case "$numberDouble" -> new Value.Real(Double.parseDouble(text(content)));
            case "$numberDecimal" -> new Value.Decimal(new BigDecimal(text(content)));
            case "$date" -> new Value.Date(date(content));
            default -> new Value.Uuid(uuid(content));
        };
    }

    private static Instant date(JsonNode content) throws BadRequest {
        if (content.isObject() && content.size() == 1 && content.has("$numberLong")) {
            return Instant.ofEpochMilli(Long.parseLong(text(content.get("$numberLong"))));
        }
        // The store knows no finer time, and no time whose milliseconds do not fit into 64 bits.
        return Instant.ofEpochMilli(
                OffsetDateTime.parse(text(content)).toInstant().toEpochMilli());
    }

    private static UUID uuid(JsonNode content) throws BadRequest {
        if (!content.isObject() || content.size() != 2 || !content.has("base64") || !content.has("subType")) {
            throw malformed();
        }
        byte[] bytes = Base64.getDecoder().decode(text(content.get("base64")));
        if (bytes.length != UUID_BYTES || !text(content.get("subType")).matches("0?4")) {
            throw malformed();
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }

    private static String text(JsonNode node) throws BadRequest {
        if (!node.isTextual()) {
            throw malformed();
        }
        return node.textValue();
    }

    private static BadRequest malformed() {
        return new BadRequest(ProblemCode.FILTER_MALFORMED);
    }
}
