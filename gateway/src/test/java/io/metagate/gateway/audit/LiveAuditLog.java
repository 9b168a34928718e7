package io.metagate.gateway.audit;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.idempotency.IdempotencyKeys;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An audit log on a PostgreSQL server that can be taken away from it alone, for tests of who appends to it. */
public final class LiveAuditLog implements AutoCloseable {

    /** Servers that nobody uses at the moment: starting one takes longer than most tests. */
    private static final Queue<PostgresServer> IDLE = new ConcurrentLinkedQueue<>();

    private static final AtomicInteger DATABASES = new AtomicInteger();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveAuditLog::stopServers));
    }

    private final PostgresServer server;
    private final String database = "audit" + DATABASES.incrementAndGet();
    private final AuditTable table;
    private final AuditSettings settings;
    private final AuditLog log;
    private boolean killed;
    private boolean harmed;

    public LiveAuditLog() throws Exception {
        PostgresServer idle = IDLE.poll();
        server = idle == null ? new PostgresServer() : idle;
        AuditSettings patient = server.database(database);
        settings = new AuditSettings(
                patient.url(),
                patient.user(),
                patient.password(),
                patient.writers(),
                patient.queueCapacity(),
                patient.maxBatchSize(),
                Duration.ofSeconds(1),
                patient.searchTimeout());
        table = new AuditTable(settings);
        log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks());
    }

    /** One that runs, for all tests of a class. */
    public static LiveAuditLog started() {
        try {
            return new LiveAuditLog();
        } catch (Exception e) {
            throw new IllegalStateException("no audit log", e);
        }
    }

    /** The log. */
    public AuditLog log() {
        return log;
    }

    /** One that takes no records. */
    public AuditLog closed() {
        AuditLog closed = new AuditLog(settings.database(), settings, BackgroundTasks.tasks());
        closed.close();
        return closed;
    }

    /** The idempotency keys in the same database. */
    public IdempotencyKeys keys() {
        return new IdempotencyKeys(settings.database(), settings, BackgroundTasks.tasks());
    }

    /** Lets all claims of keys be older by half a minute and a bit, so that they can be taken over. */
    public void letClaimsAge() throws SQLException {
        table.execute("UPDATE idempotency_key SET claimed = claimed - interval '31 seconds'");
    }

    /** The record of that id as it is stored; the empty text if there is none. */
    public String leaf(UUID id) throws Exception {
        return table.value("SELECT convert_from(leaf, 'UTF8') FROM audit_record WHERE id = '" + id + "'");
    }

    /** The record that was stored last. */
    public String newest() throws Exception {
        return table.value("SELECT convert_from(leaf, 'UTF8') FROM audit_record ORDER BY id DESC LIMIT 1");
    }

    /** Whether a record has that text in it. */
    public boolean tells(String part) throws Exception {
        String query = "SELECT count(*) FROM audit_record WHERE position('%s' IN convert_from(leaf, 'UTF8')) > 0";
        return !table.value(query.formatted(part)).equals("0");
    }

    /** Kills the server. */
    public void kill() {
        try {
            harmed = true;
            server.kill();
            killed = true;
        } catch (Exception e) {
            throw new AssertionError("cannot kill the server", e);
        }
    }

    /** Stops the server in its tracks: nothing answers, and nothing is closed. */
    public void freeze() throws Exception {
        harmed = true;
        server.freeze();
    }

    /** Lets the server go on. */
    public void thaw() throws Exception {
        server.thaw();
    }

    /** Waits until the log knows that its server is gone, which each of its lanes learns by a record of its own. */
    public void awaitDown() {
        Eventually.holds(
                "the log is known to be down",
                () -> !takesRecords() && log.trouble().isPresent());
    }

    /** Starts the server again if it was killed, and waits until the log takes records. */
    public void revive() throws IOException {
        if (killed) {
            server.startAgain();
            killed = false;
        }
        Eventually.holds("the log takes records", this::takesRecords);
    }

    private boolean takesRecords() {
        try {
            AuditRecord record = SampleRecords.next();
            return log.append(record).id().equals(record.id());
        } catch (AuditUnavailable e) {
            return false;
        }
    }

    /** Leaves the server to the next one, unless anything was done to it. */
    @Override
    public void close() throws IOException, SQLException {
        log.close();
        if (harmed) {
            server.close();
        } else {
            server.execute("DROP DATABASE " + database + " WITH (FORCE)");
            IDLE.add(server);
        }
    }

    private static void stopServers() {
        for (PostgresServer server : IDLE) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
