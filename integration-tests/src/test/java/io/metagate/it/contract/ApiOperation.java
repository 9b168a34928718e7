package io.metagate.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An operation of the API.
 *
 * @param path with the names of its parameters
 * @param operation what the description says of it
 */
public record ApiOperation(OpenApiDocument contract, String method, String path, JsonNode operation) {

    /** The same without a body of the answer (RFC 9110 section 9.3.2). */
    public ApiOperation asHead() {
        return new ApiOperation(contract, "HEAD", path, operation);
    }

    /** Whether it is one without a body of the answer. */
    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Its name. */
    public String id() {
        return operation.path("operationId").asText();
    }

    /** All statuses that it may answer. */
    public TreeSet<Integer> statuses() {
        return operation
                .path("responses")
                .propertyStream()
                .map(response -> Integer.valueOf(response.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is said of answers with that status; fails if nothing is. */
    public JsonNode response(int status) {
        JsonNode response = operation.path("responses").path(Integer.toString(status));
        if (response.isMissingNode()) {
            throw new AssertionError(id() + " does not document " + status);
        }
        return contract.resolved(response);
    }

    /** The parameters of that place: header, query or path. */
    public List<JsonNode> parameters(String place) {
        return operation
                .path("parameters")
                .valueStream()
                .map(contract::resolved)
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .toList();
    }

    /** The headers of its examples. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        parameters("header").forEach(header -> example(header)
                .ifPresent(value -> headers.put(header.path("name").asText(), value)));
        return headers;
    }

    /** The path of its examples, without query. */
    public String target() {
        String target = path;
        for (JsonNode parameter : parameters("path")) {
            String name = "{" + parameter.path("name").asText() + "}";
            target = target.replace(name, example(parameter).orElseThrow(() -> new AssertionError(id() + " " + name)));
        }
        return target;
    }

    /** The query of its examples, with its question mark; empty if it has none. */
    public String query() {
        List<String> pairs = new ArrayList<>();
        parameters("query").forEach(parameter -> example(parameter)
                .ifPresent(value -> pairs.add(
                        parameter.path("name").asText() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    /** Whether a body is sent. */
    public boolean takesBody() {
        return operation.has("requestBody");
    }

    /** The examples of its body; one without content if it takes none. */
    public List<Body> bodies() {
        if (!takesBody()) {
            return List.of(new Body("", "", operation.path("none")));
        }
        List<Body> bodies = new ArrayList<>();
        contract.resolved(operation.path("requestBody")).path("content").forEachEntry((type, content) -> content.path(
                        "examples")
                .forEachEntry((name, example) ->
                        bodies.add(new Body(type, example.path("value").toString(), content.path("schema")))));
        return bodies;
    }

    private static Optional<String> example(JsonNode parameter) {
        return Optional.of(parameter.path("example"))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
    }

    @Override
    public String toString() {
        return (isHead() ? "HEAD of " : "") + id();
    }

    /**
     * An example of a body.
     *
     * @param mediaType empty if there is no body
     */
    public record Body(String mediaType, String text, JsonNode schema) {

        /** What is said of it, even if it is empty. */
        public String contentType() {
            return mediaType.isEmpty() ? "application/json" : mediaType;
        }
    }
}
