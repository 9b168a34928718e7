package io.metagate.gateway.evidence;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.evidence.AuditUnavailable.Reason;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The gateway's evidence of every access. What was appended is on the disk, and on those of its synchronous standbys. */
@ApplicationScoped
public class AuditLog implements AutoCloseable {

    private final Intake intake;
    private final List<Lane> lanes;
    private final Duration deadline;

    @Inject
    public AuditLog(AuditDatabase database, EvidenceConfig config) {
        this((Connector) database, config);
    }

    AuditLog(Connector connector, EvidenceConfig config) {
        this.deadline = config.deadline();
        this.intake = new Intake(config.queue());
        this.lanes = IntStream.range(0, config.lanes())
                .mapToObj(n ->
                        new Lane("audit-lane-" + n, intake, config.batch(), new Session(connector, config.deadline())))
                .toList();
        lanes.forEach(Lane::start);
    }

    /**
     * Appends a record and waits until it is durable. Without a receipt nothing may be released; the record may be in the log all the same.
     * An interrupt of the caller's thread does not end the wait.
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
        return lanes.stream().allMatch(Lane::failing) ? Optional.of(Reason.DOWN) : intake.refusal();
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
