package io.metagate.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether JSON is of a schema, in the keywords that the description of the API uses; fails for any other, so that none
 * is passed over.
 */
final class JsonSchema {

    private static final Set<String> SAYS_NOTHING = Set.of("description", "title", "default", "example", "examples");

    private final OpenApiDocument contract;

    JsonSchema(OpenApiDocument contract) {
        this.contract = contract;
    }

    /** Fails if the value is not of the schema, saying where. */
    void require(JsonNode value, JsonNode schema, String at) {
        JsonNode resolved = contract.resolved(schema);
        resolved.properties().forEach(keyword -> {
            if (!SAYS_NOTHING.contains(keyword.getKey())
                    && !holds(keyword.getKey(), keyword.getValue(), value, resolved, at)) {
                throw new AssertionError(at + ": " + keyword + " does not hold of " + value);
            }
        });
    }

    private boolean is(JsonNode value, JsonNode schema, String at) {
        try {
            require(value, schema, at);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private boolean holds(String keyword, JsonNode wanted, JsonNode value, JsonNode schema, String at) {
        return switch (keyword) {
            case "type" ->
                (wanted.isArray() ? wanted.valueStream() : Stream.of(wanted))
                        .anyMatch(type -> isOfType(value, type.asText()));
            case "anyOf" -> wanted.valueStream().anyMatch(one -> is(value, one, at));
            case "const" -> value.equals(wanted);
            case "enum" -> wanted.valueStream().anyMatch(value::equals);
            case "properties", "additionalProperties" -> members(value, schema, at);
            case "required" -> !value.isObject() || wanted.valueStream().allMatch(name -> value.has(name.asText()));
            case "items" -> items(value, wanted, at);
            default -> measures(keyword, wanted, value);
        };
    }

    private static boolean measures(String keyword, JsonNode wanted, JsonNode value) {
        int bound = wanted.asInt();
        return switch (keyword) {
            case "minimum" -> !value.isNumber() || value.asLong() >= bound;
            case "maximum" -> !value.isNumber() || value.asLong() <= bound;
            case "minItems" -> !value.isArray() || value.size() >= bound;
            case "maxItems" -> !value.isArray() || value.size() <= bound;
            case "uniqueItems" ->
                !value.isArray() || value.valueStream().distinct().count() == value.size();
            case "minLength" -> !value.isTextual() || value.textValue().length() >= bound;
            case "maxLength" -> !value.isTextual() || value.textValue().length() <= bound;
            case "pattern" ->
                !value.isTextual()
                        || Pattern.compile(wanted.asText())
                                .matcher(value.textValue())
                                .find();
            case "format" -> !value.isTextual() || isOfFormat(value.textValue(), wanted.asText());
            default -> throw new AssertionError("a keyword that this test does not know: " + keyword);
        };
    }

    private boolean members(JsonNode value, JsonNode schema, String at) {
        JsonNode known = schema.path("properties");
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").asBoolean();
        for (var member : value.properties()) {
            if (known.has(member.getKey())) {
                require(member.getValue(), known.get(member.getKey()), at + "." + member.getKey());
            } else if (closed) {
                return false;
            }
        }
        return true;
    }

    private boolean items(JsonNode value, JsonNode schema, String at) {
        if (value.isArray()) {
            value.forEach(item -> require(item, schema, at + "[]"));
        }
        return true;
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("a type that this test does not know: " + type);
        };
    }

    private static boolean isOfFormat(String text, String format) {
        return switch (format) {
            case "uuid" -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            case "date-time" -> text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
            default -> throw new AssertionError("a format that this test does not know: " + format);
        };
    }
}
