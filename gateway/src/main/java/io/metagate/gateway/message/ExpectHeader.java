package io.metagate.gateway.message;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** What a client wants to hear before it sends the body of its request (RFC 9110 section 10.1.1). */
public final class ExpectHeader {

    private static final String CONTINUE = "100-continue";

    private ExpectHeader() {}

    /** Whether there is none, or the one that can be met. */
    static boolean canBeMet(List<String> values) {
        return values.stream().allMatch(CONTINUE::equalsIgnoreCase);
    }

    /** Whether the client may be holding back a body until it is answered, which none of HTTP/1.0 does. */
    public static boolean holdsBodyBack(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.EXPECT)
                && request.version() == HttpVersion.HTTP_1_1
                && hasBody(request);
    }

    /** Tells the client to go on. */
    public static void meet(HttpServerRequest request) {
        if (holdsBodyBack(request)) {
            request.response().writeContinue();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                        .filter(length -> !length.equals("0"))
                        .isPresent();
    }
}
