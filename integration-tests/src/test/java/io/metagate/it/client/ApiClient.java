package io.metagate.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody who asks a gateway.
 *
 * @param gateway the root of its API
 * @param headers what every request says
 */
public record ApiClient(URI gateway, Map<String, String> headers) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public ApiClient {
        headers = Map.copyOf(headers);
    }

    /** Somebody who says nothing of themselves. */
    public ApiClient(URI gateway) {
        this(gateway, Map.of());
    }

    /** The same with one more header, or with another value of it. */
    public ApiClient with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiClient(gateway, more);
    }

    /** The same without that header. */
    public ApiClient without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new ApiClient(gateway, fewer);
    }

    /** What is at that path. */
    public ApiResponse get(String path) {
        return exchange(request(path).GET().build());
    }

    /** One record. */
    public ApiResponse read(String collection, String id) {
        return get("/v1/collections/" + collection + "/records/" + id);
    }

    /** A page of records. */
    public ApiResponse search(String collection, String body) {
        return exchange(searching(collection, body));
    }

    /** Any method, with a body or without one. */
    public ApiResponse send(String method, String path, String body) {
        return exchange(request(path).method(method, body(body)).build());
    }

    /** The request of a search, to be sent in another way. */
    public HttpRequest searching(String collection, String body) {
        return request("/v1/collections/" + collection + "/records/search")
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** An export from its beginning, to be read as it comes; fails if it is refused. */
    public InputStream export(String collection, String body) throws IOException {
        HttpRequest request = request("/v1/collections/" + collection + "/records/export")
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        response.statusCode() + " " + new String(response.body().readAllBytes(), UTF_8));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The request for one record, to be sent in another way. */
    public HttpRequest reading(String collection, String id) {
        return request("/v1/collections/" + collection + "/records/" + id).build();
    }

    /** Sends a request; fails if there is no answer. */
    public static ApiResponse exchange(HttpRequest request) {
        try {
            return tryExchange(request);
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        }
    }

    /** Sends a request. */
    public static ApiResponse tryExchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return ApiResponse.of(response.statusCode(), response.headers().map(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway + path)).timeout(PATIENCE);
        headers.forEach(request::setHeader);
        return request;
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
    }
}
