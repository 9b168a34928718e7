package io.metagate.benchmarks.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A server and the requests to send to it, all alike in kind. Immutable: every method returns another target.
 *
 * @param server where it listens
 * @param headers header lines of every request, each with its line end
 * @param requests whole requests, as bytes
 */
public record HttpTarget(InetSocketAddress server, String headers, List<byte[]> requests) {

    private static final String LINE_END = "\r\n";

    public HttpTarget {
        requests = List.copyOf(requests);
    }

    /** A server that is asked for nothing yet. */
    public static HttpTarget at(InetSocketAddress server) {
        return new HttpTarget(server, "", List.of());
    }

    /** With a header in the requests that are added from now on. */
    public HttpTarget header(String name, String value) {
        return new HttpTarget(server, headers + name + ": " + value + LINE_END, requests);
    }

    /** With a request for each of those paths. */
    public HttpTarget gets(List<String> paths) {
        return plus(
                paths.stream().map(path -> head("GET " + path, "") + LINE_END).toList());
    }

    /** With a request to that path for each of those bodies of JSON. */
    public HttpTarget posts(String path, List<String> bodies) {
        return plus(bodies.stream().map(body -> post(path, body)).toList());
    }

    private String post(String path, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String about = "Content-Type: application/json" + LINE_END + "Content-Length: " + length + LINE_END;
        return head("POST " + path, about) + LINE_END + body;
    }

    private String head(String start, String more) {
        return start + " HTTP/1.1" + LINE_END + "Host: localhost:" + server.getPort() + LINE_END + headers + more;
    }

    private HttpTarget plus(List<String> added) {
        List<byte[]> all = new ArrayList<>(requests);
        added.forEach(request -> all.add(request.getBytes(StandardCharsets.UTF_8)));
        return new HttpTarget(server, headers, all);
    }
}
