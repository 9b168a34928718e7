package io.metagate.gateway.http;

import io.metagate.gateway.message.EndpointPaths;
import io.metagate.gateway.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Takes the body of a request in, bounded in size and time, before a worker is taken for it: one who sends a byte a
 * second holds up nobody. Everything happens on the connection's own event loop.
 */
final class RequestBodyReader {

    /** The most bytes that an endpoint reads. */
    private static final int MAX_BODY = 64 * 1024;

    /**
     * How much more is read and thrown away, so that a client that sends first and reads then can read why it is
     * refused.
     */
    private static final int MAX_DRAINED = 8 * 1024 * 1024;

    private final Buffer body = Buffer.buffer();
    private final BiConsumer<Buffer, Optional<ProblemCode>> then;
    private long length;
    private boolean over;

    private RequestBodyReader(BiConsumer<Buffer, Optional<ProblemCode>> then) {
        this.then = then;
    }

    /**
     * Why a body is refused that has not been sent yet; empty if it is not. The server has refused lengths that are no
     * numbers.
     */
    static Optional<ProblemCode> problem(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                .flatMap(length -> problem(request, Long.parseLong(length)));
    }

    /**
     * Why a body of that many bytes is refused; empty if it is not. One that nobody would read is: to ignore it would
     * be to do something else than was asked for.
     */
    static Optional<ProblemCode> problem(HttpServerRequest request, long length) {
        if (length > MAX_BODY) {
            return Optional.of(ProblemCode.BODY_TOO_LARGE);
        }
        return length > 0 && !EndpointPaths.takesContent(request.method().name())
                ? Optional.of(ProblemCode.REQUEST_MALFORMED)
                : Optional.empty();
    }

    /**
     * Waits for the body.
     *
     * @param deadline runs what it is given when the time is up
     * @param then gets the body, and why the request is refused if it is; once
     */
    static void await(HttpServerRequest request, Deadline deadline, BiConsumer<Buffer, Optional<ProblemCode>> then) {
        RequestBodyReader arrival = new RequestBodyReader(then);
        if (request.isEnded()) {
            arrival.end(Optional.empty());
            return;
        }
        Runnable cancel = deadline.start(() -> arrival.end(Optional.of(ProblemCode.REQUEST_TIMEOUT)));
        request.handler(arrival::take);
        request.exceptionHandler(e -> {
            cancel.run();
            arrival.end(Optional.of(ProblemCode.REQUEST_UNSUPPORTED));
        });
        request.endHandler(none -> {
            cancel.run();
            arrival.end(Optional.empty());
        });
        request.resume();
    }

    private void take(Buffer chunk) {
        length += chunk.length();
        if (length <= MAX_BODY) {
            body.appendBuffer(chunk);
        } else if (length > MAX_DRAINED) {
            end(Optional.empty());
        }
    }

    private void end(Optional<ProblemCode> problem) {
        if (!over) {
            over = true;
            then.accept(body, length > MAX_BODY ? Optional.of(ProblemCode.BODY_TOO_LARGE) : problem);
        }
    }

    /** A clock that runs something later, unless what it gives is run before. */
    @FunctionalInterface
    interface Deadline {
        Runnable start(Runnable late);
    }
}
