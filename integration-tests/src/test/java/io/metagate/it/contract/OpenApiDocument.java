package io.metagate.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The description of the API, as the gateway gives it.
 *
 * @param document OpenAPI 3.1
 */
public record OpenApiDocument(JsonNode document) {

    /** The one of that gateway. */
    public static OpenApiDocument of(ApiClient stranger) {
        ApiResponse reply = stranger.get("/openapi?format=json");
        if (reply.status() != 200) {
            throw new AssertionError(reply.everything());
        }
        return new OpenApiDocument(reply.json());
    }

    /** All operations, in the order of the document. */
    public List<ApiOperation> endpoints() {
        List<ApiOperation> endpoints = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                endpoints.add(new ApiOperation(
                        this, method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
        return endpoints;
    }

    /** The node itself, or the one that it refers to. */
    JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            String ref = at.path("$ref").asText();
            at = document.at(ref.substring(1));
            if (at.isMissingNode()) {
                throw new AssertionError("refers to nothing: " + ref);
            }
        }
        return at;
    }
}
