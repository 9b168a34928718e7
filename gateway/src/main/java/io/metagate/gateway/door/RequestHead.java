package io.metagate.gateway.door;

import io.metagate.gateway.problem.ProblemCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What must hold of a request before the framework may look at it, because it would answer by itself or fail: plain HTTP, a method that some endpoint has, a path
 * that can be decoded, media types that are some. Headers and paths may be long: nothing here recurses over them.
 */
final class RequestHead {

    private static final String BEARER = "Bearer ";
    private static final int JWT_PARTS = 3;
    private static final int MAX_MEDIA_TYPES = 1024;
    private static final String TOKEN = "[!#$%&'+.^_`|~0-9A-Za-z-]++";
    private static final String PARAMETERS = "(?:\\s*+;\\s*+" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*+\"))*+\\s*+";
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*+" + TOKEN + "/" + TOKEN + PARAMETERS);
    private static final Pattern MEDIA_RANGE =
            Pattern.compile("\\s*+(?:" + TOKEN + "/" + TOKEN + "|" + TOKEN + "/\\*|\\*/\\*|\\*)" + PARAMETERS);

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*+charset=(\"[^\"]*+\"|[^;\\s]*+)");

    private RequestHead() {}

    /** Why the request is refused at the door; empty if it is not. */
    static Optional<ProblemCode> problem(HttpServerRequest request) {
        if (!isPlain(request)) {
            return Optional.of(ProblemCode.REQUEST_UNSUPPORTED);
        }
        if (!Expectation.canBeMet(request.headers().getAll("Expect"))) {
            return Optional.of(ProblemCode.EXPECTATION_FAILED);
        }
        if (!Methods.letIn(request.method())) {
            return Optional.of(ProblemCode.METHOD_NOT_ALLOWED);
        }
        String path = request.path();
        if (path == null || !RequestPath.isReadable(path)) {
            return Optional.of(ProblemCode.PATH_NOT_FOUND);
        }
        if (!isMediaType(request.headers().getAll("Content-Type"))
                || !isUncoded(request.headers().getAll("Content-Encoding"))) {
            return Optional.of(ProblemCode.MEDIA_TYPE_UNSUPPORTED);
        }
        if (!areMediaRanges(request.headers().getAll("Accept"))) {
            return Optional.of(ProblemCode.NOT_ACCEPTABLE);
        }
        return mayHoldToken(request.headers().getAll("Authorization"))
                ? Optional.empty()
                : Optional.of(ProblemCode.AUTHENTICATION_FAILED);
    }

    /** Whether it is HTTP/1.0 or 1.1 that everybody on the way reads alike: framed in one way, for one host, to stay HTTP, and for a whole answer. */
    private static boolean isPlain(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return isKnownVersion(request)
                && headers.getAll("Host").size() <= 1
                && headers.getAll("Transfer-Encoding").size() <= 1
                && headers.getAll("Transfer-Encoding").stream().allMatch("chunked"::equalsIgnoreCase)
                && !headers.contains("Upgrade")
                && !headers.contains("HTTP2-Settings")
                && !headers.contains("Range")
                && !headers.contains("If-Range")
                && headers.names().stream().noneMatch(String::isBlank);
    }

    private static boolean isKnownVersion(HttpServerRequest request) {
        return isVersion(request, HttpVersion.HTTP_1_1) || isVersion(request, HttpVersion.HTTP_1_0);
    }

    /** Whether the request is of that version. */
    static boolean isVersion(HttpServerRequest request, HttpVersion version) {
        try {
            return request.version() == version;
        } catch (IllegalStateException e) {
            // One that nobody knows. The server has answered 501 already; what is left is to record it.
            return false;
        }
    }

    /** Whether a body is sent as it is (RFC 9110 section 8.4). */
    static boolean isUncoded(List<String> values) {
        return values.stream().allMatch("identity"::equalsIgnoreCase);
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    static boolean isMediaType(List<String> values) {
        return values.size() <= 1
                && values.stream()
                        .allMatch(value -> value.length() <= MAX_MEDIA_TYPES
                                && MEDIA_TYPE.matcher(value).matches()
                                && isUtf8(value));
    }

    /** Whether no other charset is named than that which all bodies are read in (RFC 8259 section 8.1). */
    private static boolean isUtf8(String mediaType) {
        return CHARSET.matcher(mediaType)
                .results()
                .allMatch(charset -> charset.group(1).replace("\"", "").equalsIgnoreCase("utf-8"));
    }

    static boolean areMediaRanges(List<String> values) {
        String joined = String.join(",", values);
        if (joined.length() > MAX_MEDIA_TYPES) {
            return false;
        }
        for (String range : joined.split(",", -1)) {
            if (!range.isBlank() && !MEDIA_RANGE.matcher(range).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is no bearer token, or one of the form of a signed JWT (RFC 7515 section 7.1). */
    static boolean mayHoldToken(List<String> credentials) {
        if (credentials.isEmpty()) {
            return true;
        }
        String value = credentials.get(0);
        if (credentials.size() > 1 || !value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return credentials.size() == 1;
        }
        String[] parts = value.substring(BEARER.length()).strip().split("\\.", -1);
        return parts.length == JWT_PARTS
                && Arrays.stream(parts)
                        .allMatch(part -> !part.isEmpty()
                                && part.chars().allMatch(c -> isLetterOrDigit((char) c) || c == '-' || c == '_'));
    }
}
