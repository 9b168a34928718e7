package io.metagate.it.change;

import static io.metagate.it.change.WritableThings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.bed.AuditServer;
import io.metagate.it.bed.Eventually;
import io.metagate.it.bed.Workspace;
import io.metagate.it.client.Caller;
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

/** A gateway is killed again and again while it writes: the store never heard of a change that the audit log does not hold, and what was answered is there (P3). */
class WriteCrashIT {

    private static final int KILLS = 8;
    private static final int CLIENTS = 8;
    private static final int CHANGES_BEFORE_A_KILL = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    @Test
    void theStoreHearsOfNothingThatIsNotAnnounced() throws Exception {
        Workspace workspace = Workspace.fresh("write-crash");
        try (AuditServer audit = AuditServer.own(workspace, LoopbackPort.free());
                WritableThings things = WritableThings.start(workspace, audit)) {
            List<Thread> clients = new ArrayList<>();
            for (int n = 0; n < CLIENTS; n++) {
                Thread client = new Thread(() -> write(things), "writer-" + n);
                clients.add(client);
                client.start();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                killUnderLoad(things);
            }
            goesOn.set(false);
            for (Thread client : clients) {
                client.join();
            }
            assertEachIsAnnounced(things, audit);
        }
    }

    private void killUnderLoad(WritableThings things) throws Exception {
        int until = answered.size() + CHANGES_BEFORE_A_KILL;
        Eventually.holds("changes are made", PATIENCE, () -> answered.size() >= until);
        things.bed().kill();
        things.bed().restart();
        things.bed().awaitReady();
    }

    private void write(WritableThings things) {
        while (goesOn.get()) {
            String id = "thing-" + number.incrementAndGet();
            try {
                if (Caller.tryExchange(making(things.writer(), id)).status() == 201) {
                    answered.add(id);
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private static HttpRequest making(Caller writer, String id) {
        HttpRequest.Builder request = HttpRequest.newBuilder(writer.gateway().resolve(RECORDS));
        writer.headers().forEach(request::setHeader);
        return request.POST(BodyPublishers.ofString("{\"_id\": \"" + id + "\", \"region\": \"eu\"}"))
                .build();
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
