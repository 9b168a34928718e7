package io.metagate.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.it.client.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Whether answers and examples are what the description says. */
final class ContractCheck {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OF_HTTP =
            Set.of("content-length", "content-type", "transfer-encoding", "connection");

    private final JsonSchema shape;

    ContractCheck(OpenApiDocument contract) {
        this.shape = new JsonSchema(contract);
    }

    /** Requires that the description tells of the answer: its status, its headers, its media type, its form. */
    void require(ApiOperation endpoint, ApiResponse reply) {
        JsonNode response = endpoint.response(reply.status());
        List<String> headers = response.path("headers")
                .propertyStream()
                .map(header -> header.getKey().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(headers)
                .as(endpoint + " " + reply.status())
                .containsAll(reply.headers().keySet().stream()
                        .filter(name -> !OF_HTTP.contains(name))
                        .toList());
        if (!response.has("content")) {
            assertThat(reply.body()).as(endpoint + " " + reply.status()).isEmpty();
            return;
        }
        String type = reply.header("content-type").orElse("").replaceFirst(";.*", "");
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as(endpoint + " documents " + reply.status() + " " + type)
                .isTrue();
        Stream<JsonNode> documents =
                type.endsWith("ndjson") ? reply.body().lines().map(ContractCheck::parsed) : Stream.of(reply.json());
        documents.forEach(document -> shape.require(document, content.path("schema"), endpoint.id()));
    }

    /** Requires that each example of the endpoint is of the form that stands beside it. */
    void requireOfExamples(ApiOperation endpoint) {
        for (ApiOperation.Body body : endpoint.bodies()) {
            if (!body.text().isEmpty()) {
                shape.require(parsed(body.text()), body.schema(), endpoint.id());
            }
        }
        for (int status : endpoint.statuses()) {
            endpoint.response(status).path("content").forEachEntry((type, content) -> {
                assertThat(content.path("examples"))
                        .as("examples of " + endpoint + " " + status)
                        .isNotEmpty();
                content.path("examples").forEach(example -> documents(type, example.path("value"))
                        .forEach(value -> shape.require(value, content.path("schema"), endpoint + " " + status)));
            });
        }
    }

    private static Stream<JsonNode> documents(String type, JsonNode value) {
        return type.endsWith("ndjson") ? value.asText().lines().map(ContractCheck::parsed) : Stream.of(value);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
