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

    private final AuditQueue intake;
    private final List<AuditBatchWriter> lanes;
    private final Duration deadline;

    @Inject
    public AuditLog(AuditDatabase database, AuditConfig config, PeriodicTasks tasks) {
        this((ConnectionFactory) database, config, tasks);
    }

    AuditLog(ConnectionFactory connector, AuditConfig config, PeriodicTasks tasks) {
        this.deadline = config.appendTimeout();
        this.intake = new AuditQueue(config.queueCapacity());
        this.lanes = IntStream.range(0, config.writers())
                .mapToObj(n -> lane(n, connector, config))
                .toList();
        Duration longestRound = ReconnectingConnection.longest(deadline)
                .multipliedBy(TRANSACTIONS_OF_A_ROUND)
                .plus(PeriodicTasks.USUAL_ROUND);
        lanes.forEach(lane -> lane.start(tasks, longestRound));
    }

    private AuditBatchWriter lane(int number, ConnectionFactory connector, AuditConfig config) {
        ReconnectingConnection session = new ReconnectingConnection(connector, config.appendTimeout());
        return new AuditBatchWriter(
                "audit-lane-" + number, intake, config.maxBatchSize(), session, config.probeInterval());
    }

    /**
     * Appends a record and waits until it is durable. Without a receipt nothing may be released; the record may be in
     * the log all the same. An interrupt of the caller's thread does not end the wait.
     *
     * @throws AuditUnavailable at the deadline, or at once if the log is known to be down or full
     */
    public AuditReceipt append(AuditRecord record) throws AuditUnavailable {
        return appended(record, patience());
    }

    /** Appends a record in the same way, and waits no longer than there is patience left. */
    public AuditReceipt append(AuditRecord record, WaitBudget patience) throws AuditUnavailable {
        return appended(record, patience);
    }

    private AuditReceipt appended(AuditRecord record, WaitBudget patience) throws AuditUnavailable {
        ensureAccepting();
        PendingAppend pending = new PendingAppend(record);
        intake.add(pending);
        return patience.spend(pending::await);
    }

    /** The patience of a request that begins. */
    public WaitBudget patience() {
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
        return laneTrouble().map(AppendFailure::reason).or(intake::refusal);
    }

    /** The SQLSTATE of what keeps records from being written, with what its class is, if so. */
    public Optional<String> state() {
        return laneTrouble().map(AppendFailure::state);
    }

    /** What all lanes are in; that records are refused tells more than that one of them has no connection. */
    private Optional<AppendFailure> laneTrouble() {
        List<AppendFailure> troubles = lanes.stream()
                .map(AuditBatchWriter::trouble)
                .flatMap(Optional::stream)
                .toList();
        return troubles.size() < lanes.size()
                ? Optional.empty()
                : troubles.stream().filter(AppendFailure::refusing).findFirst().or(() -> troubles.stream()
                        .findFirst());
    }

    /** Takes no more records and writes those it has. */
    @Override
    @PreDestroy
    public void close() {
        intake.close();
        long until = System.nanoTime() + deadline.multipliedBy(2).toNanos();
        lanes.forEach(lane -> lane.finish(until));
    }
}
