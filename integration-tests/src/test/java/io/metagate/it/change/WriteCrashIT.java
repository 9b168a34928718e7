package io.metagate.it.change;

import static io.metagate.it.change.WritableThings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/**
 * A gateway is killed again and again while it writes: the store never heard of a change that the audit log does not
 * hold, what was answered is there (P3), and what is sent again with its key is done once.
 */
class WriteCrashIT {

    private static final String MADE = "/v1/collections/made/records";
    private static final int KILLS = 8;
    /** Few: after each, requests that were underway wait for half a minute. */
    private static final int KILLS_WITH_KEYS = 3;

    private static final int CLIENTS = 8;
    private static final int CHANGES_BEFORE_A_KILL = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    @Test
    void theStoreHearsOfNothingThatIsNotAnnounced() throws Exception {
        Workspace workspace = Workspace.fresh("write-crash");
        try (AuditServer audit = AuditServer.own(workspace, LoopbackPort.free());
                WritableThings things = WritableThings.start(workspace, audit)) {
            killUnderLoad(things, KILLS, () -> write(things));
            assertEachIsAnnounced(things, audit);
        }
    }

    @Test
    void whatIsSentAgainWithItsKeyIsDoneOnce() throws Exception {
        Workspace workspace = Workspace.fresh("write-crash-keys");
        try (AuditServer audit = AuditServer.own(workspace, LoopbackPort.free());
                WritableThings things = WritableThings.start(workspace, audit)) {
            killUnderLoad(things, KILLS_WITH_KEYS, () -> writeOnce(things));
            long made = things.stored("made").countDocuments();
            System.out.println("WriteCrashIT " + KILLS_WITH_KEYS + " kills: " + answered.size()
                    + " requests were sent with a key until they were answered 201, " + repeated
                    + " of them more than once; " + made + " records are there");
            assertThat(made).isEqualTo(answered.size()).isEqualTo(number.get());
            for (int thing = 1; thing <= number.get(); thing++) {
                assertThat(things.stored("made").countDocuments(new Document("number", thing)))
                        .isEqualTo(1);
            }
        }
    }

    private void killUnderLoad(WritableThings things, int kills, Runnable work) throws Exception {
        List<Thread> clients = new ArrayList<>();
        for (int n = 0; n < CLIENTS; n++) {
            Thread client = new Thread(work, "writer-" + n);
            clients.add(client);
            client.start();
        }
        for (int kill = 0; kill < kills; kill++) {
            killUnderLoad(things);
        }
        goesOn.set(false);
        for (Thread client : clients) {
            client.join();
        }
    }

    private void killUnderLoad(WritableThings things) throws Exception {
        int until = answered.size() + CHANGES_BEFORE_A_KILL;
        Eventually.holds("changes are made", PATIENCE, () -> answered.size() >= until);
        things.gateway().kill();
        things.gateway().restart();
        things.gateway().awaitReady();
    }

    private void write(WritableThings things) {
        while (goesOn.get()) {
            String id = "thing-" + number.incrementAndGet();
            try {
                if (ApiClient.tryExchange(making(things.writer(), id)).status() == 201) {
                    answered.add(id);
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** Sends each request with a key of its own, the same again and again, until it is answered. */
    private void writeOnce(WritableThings things) {
        while (goesOn.get()) {
            int thing = number.incrementAndGet();
            ApiClient writer = things.writer().with("Idempotency-Key", "crash-" + thing);
            HttpRequest request = post(writer, MADE, "{\"number\": " + thing + "}");
            if (!isMade(request)) {
                repeated.incrementAndGet();
                while (!isMade(request)) {
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            }
            answered.add(Integer.toString(thing));
        }
    }

    private static boolean isMade(HttpRequest request) {
        try {
            return ApiClient.tryExchange(request).status() == 201;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpRequest making(ApiClient writer, String id) {
        return post(writer, RECORDS, "{\"_id\": \"" + id + "\", \"region\": \"eu\"}");
    }

    private static HttpRequest post(ApiClient writer, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(writer.gateway().resolve(path));
        writer.headers().forEach(request::setHeader);
        return request.POST(BodyPublishers.ofString(body)).build();
    }

    private void assertEachIsAnnounced(WritableThings things, AuditServer audit) throws Exception {
        Set<String> heard = things.relay().commentsOfChanges();
        Set<String> recorded = audit.among(new ArrayList<>(heard));
        Set<String> stored = new HashSet<>();
        things.stored("things").find().forEach((Document thing) -> stored.add(thing.getString("_id")));
        System.out.println("WriteCrashIT " + KILLS + " kills: the store heard of " + heard.size() + " changes, "
                + (heard.size() - recorded.size()) + " of them without a record; " + answered.size()
                + " were answered, " + stored.size() + " are there");
        assertThat(heard).hasSizeGreaterThanOrEqualTo(stored.size());
        assertThat(recorded).isEqualTo(heard);
        assertThat(stored).containsAll(answered);
    }
}
