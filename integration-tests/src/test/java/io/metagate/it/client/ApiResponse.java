package io.metagate.it.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway answered.
 *
 * @param headers by their names in lower case
 */
public record ApiResponse(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static ApiResponse of(int status, Map<String, List<String>> headers, byte[] body) {
        return new ApiResponse(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The body, which must be JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The id of the audit record of this answer; fails if there is none. */
    public String auditId() {
        return header("metagate-audit-id")
                .orElseThrow(() -> new AssertionError("no audit id: " + status + " " + headers + " " + body));
    }

    /** Status, headers and body in one text. */
    public String everything() {
        return status + "\n" + headers + "\n" + body;
    }
}
