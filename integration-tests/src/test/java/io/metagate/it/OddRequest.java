package io.metagate.it;

import io.metagate.it.client.ApiClient;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request that is not HTTP as everybody reads it.
 *
 * @param head without what says who asks; a line feed stands for the end of a line, as it does in the body
 */
record OddRequest(String sentence, String head, String body, int status, String code) {

    private static final String READ = "GET /v1/collections/accounts/records/acc-1 HTTP/1.1\n";

    private static final String SEARCH =
            "POST /v1/collections/accounts/records/search HTTP/1.1\nContent-Type: application/json\n";

    private static final String HOST = "Host: gateway\n";

    private static final String BODY = "{\"limit\": 1}";

    /** A body in chunks. */
    static final String CHUNKED = "c\n" + BODY + "\n0\n\n";

    /** A read with these lines more. */
    static OddRequest read(String lines) {
        return new OddRequest("a read", READ + HOST + lines, "", 200, "");
    }

    /** A search whose body is said to come in chunks. */
    static OddRequest chunked(String body) {
        return new OddRequest("a search in chunks", SEARCH + HOST + "Transfer-Encoding: chunked\n", body, 200, "");
    }

    /** Those of which there is a request that can be recorded. */
    static Stream<OddRequest> recorded() {
        return Stream.of(
                        codings(),
                        hostsAndUpgrades(),
                        ranges(),
                        expectations(),
                        targets(),
                        spellings(),
                        fields(),
                        bodies(),
                        methods())
                .flatMap(requests -> requests);
    }

    private static Stream<OddRequest> codings() {
        String coded = SEARCH + HOST + "Transfer-Encoding: ";
        return Stream.of(
                recorded("another coding before the chunks", coded + "gzip, chunked\n", CHUNKED),
                recorded("chunks twice", coded + "chunked\nTransfer-Encoding: chunked\n", CHUNKED),
                recorded("a coding that looks like chunks", coded + "xchunked\nContent-Length: 12\n", BODY));
    }

    private static Stream<OddRequest> hostsAndUpgrades() {
        String socket = "Upgrade: websocket\nSec-WebSocket-Version: 13\n";
        return Stream.of(
                recorded("two hosts", READ + HOST + "Host: canary\n", ""),
                recorded("no host", READ, ""),
                recorded("a host that is none", READ + "Host: a b/canary@c\n", ""),
                recorded("a host without a name", READ + "Host:\n", ""),
                recorded("a host that is half an address", READ + "Host: [canary]\n", ""),
                recorded("no host of HTTP/1.0", READ.replace("1.1", "1.0"), ""),
                recorded("a host of HTTP/1.0 that is none", READ.replace("1.1", "1.0") + "Host: a b\n", ""),
                recorded("half an address of HTTP/1.0", READ.replace("1.1", "1.0") + "Host: [canary]\n", ""),
                recorded("another version", READ.replace("1.1", "1.2") + HOST, ""),
                recorded("a header without a name", READ + HOST + ": canary\n", ""),
                recorded("an upgrade to HTTP/2", READ + HOST + "Upgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__\n", ""),
                recorded("an upgrade to a web socket", READ + HOST + socket, ""));
    }

    private static Stream<OddRequest> ranges() {
        return Stream.of(
                recorded("a range", READ + HOST + "Range: bytes=0-10\n", ""),
                recorded("a range of something", READ + HOST + "Range: canary=0-10\n", ""),
                recorded("a condition of a range", READ + HOST + "If-Range: \"canary\"\n", ""),
                recorded("a range of a search", SEARCH + HOST + "Range: bytes=0-\nContent-Length: 12\n", BODY));
    }

    private static Stream<OddRequest> expectations() {
        String body = "Content-Length: 12\n";
        return Stream.of(
                unmet("another expectation", READ + HOST + "Expect: canary\n", ""),
                unmet("an expectation of a search", SEARCH + HOST + body + "Expect: canary\n", ""),
                unmet(
                        "an expectation beside the known one",
                        SEARCH + HOST + body + "Expect: 100-continue, canary\n",
                        ""));
    }

    private static Stream<OddRequest> targets() {
        String hidden = path("/v1/collections/accounts%2F../records/acc-1");
        return Stream.of(
                nowhere("parameters within the path", "/v1/collections/accounts;canary=1/records/acc-1"),
                nowhere("parameters behind the path", "/v1/collections;canary=1"),
                nowhere("encoded dots", "/v1/collections/accounts/%2e%2e/accounts/records/acc-1"),
                nowhere("an encoded slash", "/v1/collections/accounts/records%2Facc-1"),
                new OddRequest("an encoded slash in a collection", hidden, "", 403, "access.denied"),
                nowhere("an encoded NUL", "/v1/collections/accounts/records/acc-1%00"),
                nowhere("an encoded backslash", "/v1%5ccollections"),
                nowhere("another scheme", "https://gateway/v1/collections"),
                nowhere("a fragment", "/v1/collections#canary"),
                nowhere("a backslash", "/v1\\collections"),
                nowhere("an encoding that is none", "/v1/collections/accounts/records/%zz"),
                nowhere("half an encoding", "/v1/collections/accounts/records/%4"),
                nowhere("a filter as a path", "/v1/collections/accounts/records/{\"$gt\":\"canary\"}"),
                nowhere("no host in the target", "http:///v1/collections"),
                nowhere("a user in the target", "http://canary@gateway/v1/collections"),
                invalid("an encoding in the query that is none", "/v1/collections?fields=%zz"),
                invalid("a query that is none", "/v1/collections?fields={\"canary\"}"),
                invalid("a fragment behind a query", "/v1/collections?#canary"));
    }

    /** Other spellings of paths that there are. */
    private static Stream<OddRequest> spellings() {
        return Stream.of(
                        "//v1/collections",
                        "/v1//collections",
                        "/v1/collections/",
                        "/v1/./collections",
                        "/v1/x/../collections",
                        "/%761/collections",
                        "/v1/%63ollections",
                        "/v1%2Fcollections",
                        "/v1%2fcollections",
                        "/V1/collections",
                        "/v1/collections/%61ccounts",
                        "/v1/collections/accounts/records/acc-1/",
                        "/v1/collections/accounts/records/%61cc-1",
                        "/v1/collections/accounts/records/acc%2D1",
                        "/v1/collections/accounts/records/%2e%2e",
                        "/v1/collections/accounts/records/a%2fb",
                        "/openapi/",
                        "//openapi",
                        "/openapi.json",
                        "/openapi.yaml",
                        "/openapi.yml",
                        "/v1/../openapi",
                        "/v1/%2e%2e/openapi",
                        "/./openapi",
                        "/%6Fpenapi",
                        "/openapi;canary",
                        "/openapi%2F")
                .map(target -> nowhere("the path " + target, target));
    }

    /** Fields that the framework stumbles over. */
    private static Stream<OddRequest> fields() {
        return Stream.of(
                        "application/json;q=abc",
                        "application/json;Q=abc",
                        "application/*;level=1;q=canary",
                        "*/*;q=2",
                        "application/json;q=0.1234",
                        "application/json;q=NaN",
                        "text/html, application/json;q=-1")
                .map(accept -> new OddRequest(
                        "accepting " + accept,
                        READ + HOST + "Accept: " + accept + "\n",
                        "",
                        406,
                        "media-type.not-acceptable"));
    }

    private static Stream<OddRequest> bodies() {
        String large = SEARCH + HOST + "Content-Length: 65537\n";
        String packed = SEARCH + HOST + "Content-Encoding: gzip\nContent-Length: 12\n";
        return Stream.of(
                new OddRequest("a length beyond the most", large, " ".repeat(65_537), 413, "body.too-large"),
                new OddRequest("a packed body", packed, BODY, 415, "media-type.unsupported"));
    }

    private static Stream<OddRequest> methods() {
        return Stream.of(
                notAllowed("another method by header", "POST", "X-HTTP-Method-Override: GET\n"),
                notAllowed("a trace", "TRACE", ""),
                notAllowed("options", "OPTIONS", ""));
    }

    /** Those that the HTTP server refuses by itself. */
    static Stream<OddRequest> bare() {
        return Stream.of(lengths(), broken(), lines(), tooMuch()).flatMap(requests -> requests);
    }

    private static Stream<OddRequest> lengths() {
        String lengthy = SEARCH + HOST + "Content-Length: ";
        return Stream.of(
                bare("length and chunks", lengthy + "12\nTransfer-Encoding: chunked\n", CHUNKED),
                bare("chunks and then the body", SEARCH + HOST + "Transfer-Encoding: chunked, identity\n", BODY),
                bare("two lengths", lengthy + "12\nContent-Length: 2\n", BODY),
                bare("a length twice", lengthy + "12, 12\n", BODY),
                bare("a length with a sign", lengthy + "+12\n", BODY),
                bare("a length below nothing", lengthy + "-1\n", BODY),
                bare("a length beyond 64 bits", lengthy + "99999999999999999999\n", BODY));
    }

    private static Stream<OddRequest> broken() {
        return Stream.of(
                bare("white space before a colon", SEARCH + HOST + "Transfer-Encoding : chunked\n", CHUNKED),
                bare("a NUL in a header", READ + HOST + "X-A: a\0canary\n", ""),
                bare("a header without a colon", READ + HOST + "canary\n", ""),
                bare("white space in a header's name", READ + HOST + "X A: canary\n", ""),
                bare("a method that is none", READ.replace("GET", "GE(T") + HOST, ""));
    }

    /** Request lines that other servers may read otherwise. */
    private static Stream<OddRequest> lines() {
        return Stream.of(
                        "\0" + READ,
                        "\u0001\u0002\n" + READ,
                        " " + READ,
                        "\n\n" + READ,
                        READ.replace("GET ", "GET\u000b"),
                        READ.replace("GET ", "GET\t"),
                        READ.replace("GET ", "GET  "),
                        READ.replace("GET", "GET\u001b"),
                        READ.replace(" HTTP", "\fHTTP"),
                        READ.replace(" HTTP", "\0 HTTP"),
                        READ.replace(" HTTP", "\u00e4 HTTP"),
                        READ.replace("1.1", "1.1 "),
                        READ.replace("1.1", "1"))
                .map(line -> bare("the line " + line.replaceAll("[^!-~]", "?"), line + HOST, ""));
    }

    private static Stream<OddRequest> tooMuch() {
        String large = READ + HOST + "X-A: " + "a".repeat(17_000) + "\n";
        String many = READ + HOST + "X-A: canary\n".repeat(1_500);
        return Stream.of(
                new OddRequest("a header too large", large, "", 431, ""),
                new OddRequest("headers too large together", many, "", 431, ""),
                new OddRequest("a line too long", path("/v1/collections/" + "a".repeat(5_000)), "", 414, ""));
    }

    private static OddRequest nowhere(String sentence, String target) {
        return new OddRequest(sentence, path(target), "", 404, "path.not-found");
    }

    private static OddRequest invalid(String sentence, String target) {
        return new OddRequest(sentence, path(target), "", 400, "request.invalid-value");
    }

    private static OddRequest notAllowed(String sentence, String method, String lines) {
        return new OddRequest(sentence, READ.replace("GET", method) + HOST + lines, "", 405, "method.not-allowed");
    }

    private static OddRequest recorded(String sentence, String head, String body) {
        return new OddRequest(sentence, head, body, 400, "request.unsupported");
    }

    private static OddRequest unmet(String sentence, String head, String body) {
        return new OddRequest(sentence, head, body, 417, "expectation.failed");
    }

    private static OddRequest bare(String sentence, String head, String body) {
        return new OddRequest(sentence, head, body, 400, "");
    }

    private static String path(String target) {
        return "GET " + target + " HTTP/1.1\n" + HOST;
    }

    /** The whole request as it goes over the wire. */
    String request(ApiClient caller) {
        StringBuilder lines = new StringBuilder(head);
        for (Map.Entry<String, String> header : caller.headers().entrySet()) {
            if (!head.contains(header.getKey())) {
                lines.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append('\n');
            }
        }
        return (lines + "Connection: close\n\n" + body).replace("\n", "\r\n");
    }

    @Override
    public String toString() {
        return sentence;
    }
}
