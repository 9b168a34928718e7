package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.merkle.MerkleLeaf;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.test.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    @AutoClose
    private static final PostgresServer SERVER = PostgresServer.started();

    private static int databases;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private AuditSettings settings;
    private AuditTable table;

    @BeforeEach
    void createDatabase() throws Exception {
        settings = SERVER.database("audit" + databases++);
        table = new AuditTable(settings);
    }

    @AfterEach
    void dismissCallers() {
        callers.shutdownNow();
    }

    @Test
    void showsARecordToOthersBeforeItReturns() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            for (int i = 0; i < 20; i++) {
                AuditReceipt receipt = log.append(SampleRecords.next());
                assertThat(table.ids()).contains(receipt.id());
            }
        }
    }

    @Test
    void keepsTheLeafByteForByteAndItsPartsBesideIt() throws Exception {
        AuditRecord record = SampleRecords.next();
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            AuditReceipt receipt = log.append(record);
            assertThat(receipt.leafHash()).isEqualTo(MerkleLeaf.of(record).hash());
        }

        assertThat(table.value("SELECT convert_from(leaf, 'UTF8') FROM audit_record"))
                .isEqualTo(new String(MerkleLeaf.of(record).bytes(), StandardCharsets.UTF_8));
        assertThat(table.value("SELECT encode(sha256('\\x00'::bytea || leaf), 'hex') FROM audit_record"))
                .isEqualTo(MerkleLeaf.of(record).hash().hex());
        assertThat(table.value("SELECT concat_ws('|', principal, client, action, collection, purpose, outcome, problem,"
                        + " leaf_index) FROM audit_record"))
                .isEqualTo("principal-1|support-desk|search|accounts|customer-support|released");
        assertThat(table.value("SELECT (extract(epoch FROM time) * 1000)::bigint FROM audit_record"))
                .isEqualTo(Long.toString(record.time().toEpochMilli()));
    }

    @Test
    void keepsFailedLogins() throws Exception {
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            log.append(SampleRecords.failedLogin());
        }

        assertThat(table.value("SELECT principal IS NULL AND client IS NULL AND collection IS NULL FROM audit_record"))
                .isEqualTo("t");
    }

    @Test
    void commitsTheRecordsOfManyCallersTogether() throws Exception {
        CountingConnector counting = new CountingConnector(settings.database());
        int callersAtOnce = 64;
        int each = 20;
        try (AuditLog log = new AuditLog(counting, settings, BackgroundTasks.tasks())) {
            List<Future<List<UUID>>> appended = callers.invokeAll(Stream.generate(() -> appending(log, each))
                    .limit(callersAtOnce)
                    .toList());
            List<UUID> acknowledged = new ArrayList<>();
            for (Future<List<UUID>> ids : appended) {
                acknowledged.addAll(ids.get());
            }
            assertThat(table.ids()).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
        assertThat(counting.commits()).isLessThan(callersAtOnce * each / 4);
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() throws Exception {
        GatedConnector gate = new GatedConnector(settings.database());
        try (AuditLog log = new AuditLog(gate, settings.with(1, 1), BackgroundTasks.tasks())) {
            Future<AuditReceipt> taken = callers.submit(() -> log.append(SampleRecords.next()));
            gate.awaitKnock();
            Future<AuditReceipt> queued = callers.submit(() -> log.append(SampleRecords.next()));
            Eventually.holds("the queue is full", () -> log.trouble().isPresent());

            assertRefused(log, Reason.FULL);

            gate.open();
            UUID first = taken.get().id();
            UUID second = queued.get().id();
            assertThat(table.ids()).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void writesTheRecordOfACallerThatHungUp() throws Exception {
        GatedConnector gate = new GatedConnector(settings.database());
        AuditRecord record = SampleRecords.next();
        try (AuditLog log = new AuditLog(gate, settings, BackgroundTasks.tasks())) {
            CompletableFuture<AuditReceipt> receipt = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    receipt.complete(log.append(record));
                } catch (AuditUnavailable e) {
                    receipt.completeExceptionally(e);
                }
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            gate.awaitKnock();
            caller.interrupt();
            gate.open();

            assertThat(receipt.get().id()).isEqualTo(record.id());
            assertThat(flag.get()).isTrue();
        }
        assertThat(table.ids()).containsExactly(record.id());
    }

    @Test
    void refusesAnotherRecordUnderTheSameId() throws Exception {
        AuditRecord first = SampleRecords.next();
        AuditRecord other = SampleRecords.by(first.id(), "principal-2", "support-desk");
        try (AuditLog log = new AuditLog(settings.database(), settings, BackgroundTasks.tasks())) {
            log.append(first);
            assertThat(log.append(first).id()).isEqualTo(first.id());

            assertThatExceptionOfType(AuditUnavailable.class)
                    .isThrownBy(() -> log.append(other))
                    .returns(Reason.REFUSED, AuditUnavailable::reason);
        }
        assertThat(table.ids()).hasSize(1);
    }

    @Test
    void letsNoRecordThatTheDatabaseRefusesTakeOthersDown() throws Exception {
        table.execute("ALTER TABLE audit_record ADD CHECK (client <> 'poison')");
        GatedConnector gate = new GatedConnector(settings.database());
        try (AuditLog log = new AuditLog(gate, settings.with(1, 1024), BackgroundTasks.tasks())) {
            List<Future<AuditReceipt>> good = new ArrayList<>();
            good.add(callers.submit(() -> log.append(SampleRecords.next())));
            gate.awaitKnock();
            Future<AuditReceipt> poison = callers.submit(() -> log.append(SampleRecords.byClient("poison")));
            Stream.generate(SampleRecords::next).limit(30).forEach(r -> good.add(callers.submit(() -> log.append(r))));
            gate.open();

            assertThat(good).allSatisfy(receipt -> assertThat(receipt.get()).isNotNull());
            assertThat(poison)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withMessageContaining(Reason.REFUSED.sentence());
            assertThat(log.trouble()).isEmpty();
        }
        assertThat(table.ids()).hasSize(31);
    }

    @Test
    void writesWhatWaitsBeforeItCloses() throws Exception {
        GatedConnector gate = new GatedConnector(settings.database());
        AuditLog log = new AuditLog(gate, settings.with(1, 1024), BackgroundTasks.tasks());
        List<Future<AuditReceipt>> receipts = Stream.generate(SampleRecords::next)
                .limit(40)
                .map(record -> callers.submit(() -> log.append(record)))
                .toList();
        gate.awaitKnock();
        Future<?> closing = callers.submit(log::close);
        Eventually.holds("it takes no more", () -> log.trouble().isPresent());
        assertRefused(log, Reason.CLOSED);
        gate.open();
        closing.get();

        int durable = 0;
        for (Future<AuditReceipt> receipt : receipts) {
            durable += acknowledged(receipt) ? 1 : 0;
        }
        assertThat(durable).isPositive().isEqualTo(table.ids().size());
    }

    private static void assertRefused(AuditLog log, Reason reason) {
        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(() -> log.append(SampleRecords.next()))
                .returns(reason, AuditUnavailable::reason);
        assertThatExceptionOfType(AuditUnavailable.class)
                .isThrownBy(log::ensureAccepting)
                .returns(reason, AuditUnavailable::reason);
    }

    private static boolean acknowledged(Future<AuditReceipt> receipt) throws InterruptedException {
        try {
            receipt.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuditUnavailable.class);
            return false;
        }
    }

    private static Callable<List<UUID>> appending(AuditLog log, int records) {
        return () -> {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                ids.add(log.append(SampleRecords.next()).id());
            }
            return ids;
        };
    }
}
