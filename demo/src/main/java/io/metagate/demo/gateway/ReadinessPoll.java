package io.metagate.demo.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks an address again and again until it answers 200. */
final class ReadinessPoll {

    private static final Duration PATIENCE_PER_QUESTION = Duration.ofSeconds(2);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE_PER_QUESTION).build();
    private final HttpRequest question;

    ReadinessPoll(URI address) {
        this.question =
                HttpRequest.newBuilder(address).timeout(PATIENCE_PER_QUESTION).build();
    }

    /** Waits for the answer 200, as long as there is hope and the time is not over. Returns whether it came. */
    boolean await(BooleanSupplier hope, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (hope.getAsBoolean()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            if (isOk()) {
                return true;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return false;
    }

    private boolean isOk() {
        try {
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
