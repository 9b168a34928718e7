package io.metagate.gateway.evidence;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.evidence.AuditUnavailable.Reason;
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

    private final Intake intake;
    private final List<Lane> lanes;
    private final Duration deadline;

    @Inject
    public AuditLog(AuditDatabase database, EvidenceConfig config, PeriodicTasks tasks) {
        this((Connector) database, config, tasks);
    }

    AuditLog(Connector connector, EvidenceConfig config, PeriodicTasks tasks) {
        this.deadline = config.deadline();
        this.intake = new Intake(config.queue());
        this.lanes = IntStream.range(0, config.lanes())
                .mapToObj(n -> lane(n, connector, config))
                .toList();
        Duration longestRound =
                Session.longest(deadline).multipliedBy(TRANSACTIONS_OF_A_ROUND).plus(PeriodicTasks.USUAL_ROUND);
        lanes.forEach(lane -> lane.start(tasks, longestRound));
    }

    private Lane lane(int number, Connector connector, EvidenceConfig config) {
        Session session = new Session(connector, config.deadline());
        return new Lane("audit-lane-" + number, intake, config.batch(), session, config.probeInterval());
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
    public AuditReceipt append(AuditRecord record, Patience patience) throws AuditUnavailable {
        return appended(record, patience);
    }

    private AuditReceipt appended(AuditRecord record, Patience patience) throws AuditUnavailable {
        ensureAccepting();
        Pending pending = new Pending(record);
        intake.add(pending);
        return patience.spend(pending::await);
    }

    /** The patience of a request that begins. */
    public Patience patience() {
        return new Patience(deadline);
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
        return laneTrouble().map(Trouble::reason).or(intake::refusal);
    }

    /** The SQLSTATE of what keeps records from being written, with what its class is, if so. */
    public Optional<String> state() {
        return laneTrouble().map(Trouble::state);
    }

    /** What all lanes are in; that records are refused tells more than that one of them has no connection. */
    private Optional<Trouble> laneTrouble() {
        List<Trouble> troubles =
                lanes.stream().map(Lane::trouble).flatMap(Optional::stream).toList();
        return troubles.size() < lanes.size()
                ? Optional.empty()
                : troubles.stream().filter(Trouble::refusing).findFirst().or(() -> troubles.stream()
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
