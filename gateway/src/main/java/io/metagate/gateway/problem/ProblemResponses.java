package io.metagate.gateway.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the description of the API what all operations have in common: the problems that the catalogue has, and
 * headers.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

    private static final Set<Integer> EVERYWHERE = Set.of(400, 401, 406, 408, 413, 415, 417, 429, 500, 503);
    private static final int FIRST_PROBLEM = 400;

    /** Of every answer, each with its component. */
    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("Metagate-Audit-Id", "audit-id"),
            Map.entry("Metagate-Policy-Revision", "policy-revision"),
            Map.entry("RateLimit-Policy", "limits"),
            Map.entry("RateLimit", "remaining"),
            Map.entry("Cache-Control", "cache"),
            Map.entry("Vary", "vary"),
            Map.entry("X-Content-Type-Options", "sniff"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Set<Integer> statuses = new TreeSet<>();
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .values()
                .forEach(operation -> statuses.addAll(complete(path, operation))));
        statuses.forEach(status -> api.getComponents().addResponse(name(status), problem(status)));
    }

    /** Gives the statuses of all problems that the operation may answer. */
    private static Set<Integer> complete(String path, Operation operation) {
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        Set<Integer> problems = new TreeSet<>(EVERYWHERE);
        if (path.contains("{")) {
            // A name in another spelling than its own, or with control characters, makes another path.
            problems.add(ProblemCode.PATH_NOT_FOUND.status());
        }
        responses.forEach((status, response) -> {
            if (Integer.parseInt(status) >= FIRST_PROBLEM) {
                problems.add(Integer.valueOf(status));
            } else {
                addHeaders(response);
                dropGuesses(response);
            }
        });
        if (isGuess(responses.get("200"))) {
            operation.getResponses().removeAPIResponse("200");
        }
        problems.forEach(status -> operation
                .getResponses()
                .addAPIResponse(
                        status.toString(), OASFactory.createAPIResponse().ref(name(status))));
        operation.addParameter(OASFactory.createParameter().ref("reason"));
        operation.addParameter(OASFactory.createParameter().ref("traceparent"));
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().getMediaTypes().values().forEach(ProblemResponses::asWritten);
        }
        return problems;
    }

    /** The framework takes an answer of which it knows nothing for JSON. */
    private static void dropGuesses(APIResponse response) {
        Content content = response.getContent();
        if (content == null) {
            return;
        }
        content.getMediaTypes().forEach((type, body) -> {
            if (body.getExamples() == null || body.getExamples().isEmpty()) {
                content.removeMediaType(type);
            }
        });
    }

    /** The framework takes every operation for one that may answer 200. */
    private static boolean isGuess(@Nullable APIResponse response) {
        return response != null
                && (response.getContent() == null
                        || response.getContent().getMediaTypes().isEmpty());
    }

    /** The code reads bodies as bytes; what they are is written beside it. */
    private static void asWritten(MediaType body) {
        body.setSchema(OASFactory.createSchema().ref(body.getSchema().getRef()));
    }

    private static String name(int status) {
        return "Problem" + status;
    }

    private static APIResponse problem(int status) {
        Map<String, Example> examples = new LinkedHashMap<>();
        Arrays.stream(ProblemCode.values())
                .filter(code -> code.status() == status)
                .forEach(code -> examples.put(code.code(), example(code)));
        if (examples.isEmpty()) {
            throw new IllegalStateException("no problem has the status " + status);
        }
        String codes = examples.keySet().stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
        Content content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem"))
                                .examples(examples));
        APIResponse response =
                OASFactory.createAPIResponse().description("Refused: " + codes).content(content);
        addHeaders(response);
        switch (status) {
            case 401 -> response.addHeader("WWW-Authenticate", header("challenge"));
            case 429, 503 -> response.addHeader("Retry-After", header("retry"));
            default -> {}
        }
        return response;
    }

    private static Example example(ProblemCode code) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", code.type());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", code.detail());
        body.put("code", code.code());
        return OASFactory.createExample().value(body);
    }

    private static void addHeaders(APIResponse response) {
        HEADERS.forEach(header -> response.addHeader(header.getKey(), header(header.getValue())));
    }

    private static Header header(String component) {
        return OASFactory.createHeader().ref(component);
    }
}
