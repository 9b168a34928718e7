package io.metagate.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Begins a request, and goes on with it byte by byte, or not at all. */
public final class SlowClient implements AutoCloseable {

    private static final int BETWEEN_BYTES_MILLIS = 200;

    private final Socket socket;

    private SlowClient(Socket socket) {
        this.socket = socket;
    }

    /** Sends the beginning of a request. */
    public static SlowClient begin(URI gateway, String request) {
        try {
            Socket socket = GatewaySockets.to(gateway);
            socket.setSoTimeout(BETWEEN_BYTES_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new SlowClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a byte now and then until the connection is ended, and gives what was answered; fails if that takes longer.
     */
    public String trickle(Duration patience) {
        return untilEnded(patience, answer -> send("a"));
    }

    /** Sends the rest, and gives all that was answered until the connection is ended; fails if that takes longer. */
    public String goOn(String rest, Duration patience) {
        return send(rest) ? untilEnded(patience, answer -> true) : "";
    }

    /**
     * Sends more once an answer has come, and gives all that was answered until the connection is ended; fails if that
     * takes longer.
     */
    public String goOnBehindAnAnswer(String more, Duration patience) {
        AtomicBoolean sent = new AtomicBoolean();
        return untilEnded(patience, answer -> answer.isEmpty() || sent.getAndSet(true) || send(more));
    }

    /** Reads to the end, and does something whenever nothing comes, which says whether to go on. */
    private String untilEnded(Duration patience, Predicate<String> pause) {
        long end = System.nanoTime() + patience.toNanos();
        StringBuilder answer = new StringBuilder();
        while (System.nanoTime() < end) {
            try {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    return answer.toString();
                }
                answer.append((char) b);
            } catch (SocketTimeoutException e) {
                if (!pause.test(answer.toString())) {
                    return answer.toString();
                }
            } catch (IOException e) {
                // Reset: what was sent last found nobody.
                return answer.toString();
            }
        }
        throw new AssertionError("still open after " + patience + ": " + answer);
    }

    private boolean send(String more) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(more.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether anything was answered yet. */
    public boolean answered() throws IOException {
        InputStream input = socket.getInputStream();
        return input.available() > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
