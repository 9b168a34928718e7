package io.metagate.it.bed;

import io.metagate.it.client.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask and ask, and remember what they were given. */
public final class Traffic implements AutoCloseable {

    /**
     * What one client was given.
     *
     * @param auditId the id in the head of the answer; empty if there was none
     * @param whole whether the whole body came
     * @param millis from the request to the end of the answer
     */
    public record Given(int status, String auditId, boolean whole, String body, long millis) {}

    private static final long PAUSE_WHEN_REFUSED = Duration.ofMillis(10).toNanos();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Queue<Given> given = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final List<Thread> clients = new ArrayList<>();

    /** So many clients, half of which read one record again and again while the others read pages. */
    public static Traffic start(int clients, Caller caller) {
        Traffic traffic = new Traffic();
        for (int n = 0; n < clients; n++) {
            HttpRequest request =
                    n % 2 == 0 ? caller.reading("accounts", "acc-1") : caller.searching("accounts", "{\"limit\": 50}");
            Thread thread = new Thread(() -> traffic.ask(request), "client-" + n);
            traffic.clients.add(thread);
            thread.start();
        }
        return traffic;
    }

    /** All that was given so far. */
    public List<Given> given() {
        return List.copyOf(given);
    }

    private void ask(HttpRequest request) {
        while (goesOn.get()) {
            try {
                once(request);
            } catch (IOException e) {
                // No answer, not even the head of one.
                LockSupport.parkNanos(PAUSE_WHEN_REFUSED);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void once(HttpRequest request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        String auditId = response.headers().firstValue("metagate-audit-id").orElse("");
        String body = "";
        boolean whole = true;
        try (InputStream stream = response.body()) {
            body = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            whole = false;
        }
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        given.add(new Given(response.statusCode(), auditId, whole, body, millis));
    }

    @Override
    public void close() {
        finish();
    }

    /** Waits until every client has had its last answer. */
    public void finish() {
        goesOn.set(false);
        for (Thread thread : clients) {
            try {
                thread.join(Duration.ofSeconds(30).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
