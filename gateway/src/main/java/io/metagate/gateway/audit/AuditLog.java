package io.metagate.gateway.audit;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ConnectionFactory;
import io.metagate.gateway.audit.database.ReconnectingConnection;
import io.metagate.gateway.audit.database.WaitBudget;
import io.metagate.gateway.background.PeriodicTasks;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gateway's evidence of every access. What was appended is on the disk, and on those of its synchronous standbys.
 */
@ApplicationScoped
public class AuditLog implements AutoCloseable {

    private static final int TRANSACTIONS_OF_A_ROUND = 5;

    private final AuditQueue queue;
    private final List<AuditBatchWriter> writers;
    private final Duration deadline;

    @Inject
    public AuditLog(AuditDatabase database, AuditConfig config, PeriodicTasks tasks) {
        this((ConnectionFactory) database, config, tasks);
    }

    AuditLog(ConnectionFactory connector, AuditConfig config, PeriodicTasks tasks) {
        this.deadline = config.appendTimeout();
        this.queue = new AuditQueue(config.queueCapacity());
        this.writers = IntStream.range(0, config.writers())
                .mapToObj(n -> writer(n, connector, config))
                .toList();
        Duration longestRound = ReconnectingConnection.longest(deadline)
                .multipliedBy(TRANSACTIONS_OF_A_ROUND)
                .plus(PeriodicTasks.USUAL_ROUND);
        writers.forEach(writer -> writer.start(tasks, longestRound));
    }

    private AuditBatchWriter writer(int number, ConnectionFactory connector, AuditConfig config) {
        ReconnectingConnection session = new ReconnectingConnection(connector, config.appendTimeout());
        return new AuditBatchWriter(
                "audit-writer-" + number, queue, config.maxBatchSize(), session, config.probeInterval());
    }

    /**
     * Appends a record and waits until it is durable. Without a receipt nothing may be released; the record may be in
     * the log all the same. An interrupt of the caller's thread does not end the wait.
     *
     * @throws AuditUnavailable at the deadline, or at once if the log is known to be down or full
     */
    public AuditReceipt append(AuditRecord record) throws AuditUnavailable {
        return appended(record, waitBudget());
    }

    /** Appends a record in the same way, and waits no longer than that. */
    public AuditReceipt append(AuditRecord record, WaitBudget waitBudget) throws AuditUnavailable {
        return appended(record, waitBudget);
    }

    private AuditReceipt appended(AuditRecord record, WaitBudget waitBudget) throws AuditUnavailable {
        ensureAccepting();
        PendingAppend pending = new PendingAppend(record);
        queue.add(pending);
        return waitBudget.spend(pending::await);
    }

    /** How long a request that begins may wait. */
    public WaitBudget waitBudget() {
        return new WaitBudget(deadline);
    }

    /** Says at once if a record could not be appended now, before the store is asked for what could not be released. */
    public void ensureAccepting() throws AuditUnavailable {
        Optional<Reason> trouble = trouble();
        if (trouble.isPresent()) {
            throw new AuditUnavailable(trouble.get());
        }
    }

    /** Why no record can be appended now, if so. */
    public Optional<Reason> trouble() {
        return writersTrouble().map(AppendFailure::reason).or(queue::refusal);
    }

    /** The SQLSTATE of what keeps records from being written, with what its class is, if so. */
    public Optional<String> state() {
        return writersTrouble().map(AppendFailure::state);
    }

    /** What all writers are in; that records are refused tells more than that one of them has no connection. */
    private Optional<AppendFailure> writersTrouble() {
        List<AppendFailure> troubles = writers.stream()
                .map(AuditBatchWriter::trouble)
                .flatMap(Optional::stream)
                .toList();
        return troubles.size() < writers.size()
                ? Optional.empty()
                : troubles.stream().filter(AppendFailure::refusing).findFirst().or(() -> troubles.stream()
                        .findFirst());
    }

    /** Takes no more records and writes those it has. */
    @Override
    @PreDestroy
    public void close() {
        queue.close();
        long until = System.nanoTime() + deadline.multipliedBy(2).toNanos();
        writers.forEach(writer -> writer.finish(until));
    }
}
