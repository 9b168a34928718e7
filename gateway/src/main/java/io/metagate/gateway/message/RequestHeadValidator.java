package io.metagate.gateway.message;

import io.metagate.gateway.problem.ProblemCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a request before the framework may look at it, because it would answer by itself or fail: plain
 * HTTP, a path that there is, in its one spelling, a method that it has, media types that are some.
 */
public final class RequestHeadValidator {

    private static final String BEARER = "Bearer ";
    private static final int JWT_PARTS = 3;

    private RequestHeadValidator() {}

    /** Why the request is refused whatever it is for; empty if it is not. */
    public static Optional<ProblemCode> problem(HttpServerRequest request) {
        if (!isPlain(request)) {
            return Optional.of(ProblemCode.REQUEST_UNSUPPORTED);
        }
        if (!ExpectHeader.canBeMet(request.headers().getAll("Expect"))) {
            return Optional.of(ProblemCode.EXPECTATION_FAILED);
        }
        return ofTarget(request).or(() -> ofFields(request.headers()));
    }

    /**
     * Whether such a request may be read in another way by somebody else on the way, so that nobody knows what follows
     * it.
     */
    public static boolean isAmbiguous(Optional<ProblemCode> problem) {
        return problem.filter(ProblemCode.REQUEST_UNSUPPORTED::equals).isPresent();
    }

    /** Whether the request is for that path. */
    public static boolean isFor(HttpServerRequest request, String path) {
        return target(request).filter(target -> target.path().equals(path)).isPresent();
    }

    /** The methods of the path that the request is for, in alphabetical order; none if there is no such path. */
    public static List<String> methods(HttpServerRequest request) {
        return target(request)
                .map(target -> EndpointPaths.methods(target.path()))
                .orElse(List.of());
    }

    private static Optional<RequestTarget> target(HttpServerRequest request) {
        return RequestTarget.of(request.uri(), request.isSSL() ? "https" : "http");
    }

    private static Optional<ProblemCode> ofTarget(HttpServerRequest request) {
        Optional<RequestTarget> target = target(request);
        List<String> methods = methods(request);
        if (methods.isEmpty()) {
            // Neither for the whole server nor a tunnel (RFC 9112 sections 3.2.3 and 3.2.4).
            boolean path = request.uri().startsWith("/") || request.uri().contains("://");
            return Optional.of(path ? ProblemCode.PATH_NOT_FOUND : ProblemCode.REQUEST_UNSUPPORTED);
        }
        if (!methods.contains(request.method().name())) {
            return Optional.of(ProblemCode.METHOD_NOT_ALLOWED);
        }
        return target.filter(RequestTarget::hasReadableQuery).isPresent()
                ? Optional.empty()
                : Optional.of(ProblemCode.REQUEST_INVALID_VALUE);
    }

    private static Optional<ProblemCode> ofFields(MultiMap headers) {
        if (!MediaTypes.isMediaType(headers.getAll("Content-Type")) || !isUncoded(headers.getAll("Content-Encoding"))) {
            return Optional.of(ProblemCode.MEDIA_TYPE_UNSUPPORTED);
        }
        if (!MediaTypes.areMediaRanges(headers.getAll("Accept"))) {
            return Optional.of(ProblemCode.NOT_ACCEPTABLE);
        }
        return mayHoldToken(headers.getAll("Authorization"))
                ? Optional.empty()
                : Optional.of(ProblemCode.AUTHENTICATION_FAILED);
    }

    /**
     * Whether it is HTTP/1.0 or 1.1 that everybody on the way reads alike: framed in one way, for one host, to stay
     * HTTP, and for a whole answer.
     */
    private static boolean isPlain(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return isKnownVersion(request)
                && HostField.isOne(headers.getAll("Host"))
                && headers.getAll("Transfer-Encoding").size() <= 1
                && headers.getAll("Transfer-Encoding").stream().allMatch("chunked"::equalsIgnoreCase)
                && !headers.contains("Upgrade")
                && !headers.contains("HTTP2-Settings")
                && !headers.contains("Range")
                && !headers.contains("If-Range")
                && headers.names().stream().noneMatch(String::isBlank);
    }

    private static boolean isKnownVersion(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 || request.version() == HttpVersion.HTTP_1_0;
    }

    /** Whether a body is sent as it is (RFC 9110 section 8.4). */
    static boolean isUncoded(List<String> values) {
        return values.stream().allMatch("identity"::equalsIgnoreCase);
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
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
