package io.metagate.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.LiveHttpServer;
import io.metagate.gateway.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RequestBodyReaderTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final int MOST = 64 * 1024;
    private static final int MOST_DRAINED = 8 * 1024 * 1024;

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private Consumer<Runnable> clock = late -> {};

    /** What a request comes to. */
    private record Arrival(String body, Optional<ProblemCode> problem) {}

    @Test
    void takesABodyInToItsEnd() throws Exception {
        exchange(this::read, head(5) + "abcde");
        assertThat(arrivals).containsExactly(new Arrival("abcde", Optional.empty()));
        assertThat(cancelled).as("nothing is late any more").hasPositiveValue();
    }

    @Test
    void takesNoBodyForAnEmptyOne() throws Exception {
        exchange(this::read, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(arrivals).containsExactly(new Arrival("", Optional.empty()));
    }

    @Test
    void takesWhatHasEndedAlreadyForAnEmptyOne() throws Exception {
        exchange(request -> request.endHandler(none -> read(request)), head(5) + "abcde");
        assertThat(arrivals).containsExactly(new Arrival("", Optional.empty()));
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void takesBodiesUpTo64KiB() throws Exception {
        exchange(this::read, head(MOST) + "x".repeat(MOST));
        assertThat(arrivals).containsExactly(new Arrival("x".repeat(MOST), Optional.empty()));
    }

    @Test
    void refusesALargerOneBehindItsEnd() throws Exception {
        exchange(this::read, head(MOST + 1) + "x".repeat(MOST + 1));
        assertThat(arrivals)
                .singleElement()
                .extracting(Arrival::problem)
                .isEqualTo(Optional.of(ProblemCode.BODY_TOO_LARGE));
    }

    @Test
    void readsNoMoreThan8MiBOfOneThatIsTooLarge() throws Exception {
        try (LiveHttpServer server = new LiveHttpServer(connection -> {}, this::read);
                Socket client = server.connect()) {
            String text = head(Integer.MAX_VALUE) + "x".repeat(MOST_DRAINED + 1);
            client.getOutputStream().write(text.getBytes(ISO_8859_1));

            assertThat(arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .extracting(Arrival::problem)
                    .isEqualTo(Optional.of(ProblemCode.BODY_TOO_LARGE));
        }
    }

    @Test
    void refusesOneThatTakesTooLongOnce() throws Exception {
        clock = Runnable::run;
        exchange(this::read, head(5) + "abcde");
        assertThat(arrivals).containsExactly(new Arrival("", Optional.of(ProblemCode.REQUEST_TIMEOUT)));
    }

    @Test
    void refusesOneWhoseClientHangsUp() throws Exception {
        try (LiveHttpServer server = new LiveHttpServer(connection -> {}, this::read)) {
            try (Socket client = server.connect()) {
                client.getOutputStream().write((head(5) + "ab").getBytes(ISO_8859_1));
            }
            assertThat(arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(new Arrival("ab", Optional.of(ProblemCode.REQUEST_UNSUPPORTED)));
        }
        assertThat(cancelled).hasPositiveValue();
    }

    @Test
    void refusesALargerOneBeforeItIsSentWhereItsLengthIsTold() throws Exception {
        Consumer<HttpServerRequest> early = request -> {
            arrivals.add(new Arrival("", RequestBodyReader.problem(request)));
            request.response().end();
        };
        exchange(early, head(MOST) + "x".repeat(MOST));
        exchange(early, head(MOST + 1) + "x".repeat(MOST + 1));
        exchange(early, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(arrivals)
                .extracting(Arrival::problem)
                .containsExactly(Optional.empty(), Optional.of(ProblemCode.BODY_TOO_LARGE), Optional.empty());
    }

    private void read(HttpServerRequest request) {
        RequestBodyReader.await(
                request,
                late -> {
                    clock.accept(late);
                    return cancelled::incrementAndGet;
                },
                (body, problem) -> arrived(request, body, problem));
    }

    private void arrived(HttpServerRequest request, Buffer body, Optional<ProblemCode> problem) {
        arrivals.add(new Arrival(body.toString(ISO_8859_1), problem));
        request.response().end();
    }

    private static String head(int length) {
        return "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** Sends that, and waits until the server closes its side. */
    private static void exchange(Consumer<HttpServerRequest> requests, String text) throws Exception {
        try (LiveHttpServer server = new LiveHttpServer(connection -> {}, requests)) {
            server.exchange(text);
        }
    }
}
