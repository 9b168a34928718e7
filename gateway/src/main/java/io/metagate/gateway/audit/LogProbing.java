package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is known of whether one connection takes records, and when to try again. Told by one thread; anyone may ask. */
final class LogProbing {

    private static final Logger LOG = Logger.getLogger(LogProbing.class);

    /** While it does not, it is tried more often, so that it goes on soon after it is mended. */
    private static final Duration IN_TROUBLE = Duration.ofMillis(500);

    private final String name;
    private final AuditProbe probe;
    private final Duration interval;
    private volatile Optional<AppendFailure> trouble = Optional.empty();
    private long next;

    LogProbing(String name, AuditProbe probe, Duration interval) {
        this.name = name;
        this.probe = probe;
        this.interval = interval;
        this.next = System.nanoTime() + interval.toNanos();
    }

    Optional<AppendFailure> trouble() {
        return trouble;
    }

    /** Whether it is to be tried again. */
    boolean isDue() {
        return next - System.nanoTime() <= 0;
    }

    /** How long until it is to be tried again. */
    Duration untilNext() {
        return Duration.ofNanos(next - System.nanoTime());
    }

    /** Tries it now, with a little where nothing is amiss. */
    void look() {
        tell(trouble.isPresent() ? probe.attempt() : probe.attemptSome());
    }

    /** Tries it now, with all that is written at times; empty if it takes that. */
    Optional<AppendFailure> probe() {
        return tell(probe.attempt());
    }

    private Optional<AppendFailure> tell(Optional<AppendFailure> found) {
        found.ifPresentOrElse(this::enter, this::leave);
        boolean soon = trouble.isPresent() && IN_TROUBLE.compareTo(interval) < 0;
        next = System.nanoTime() + (soon ? IN_TROUBLE : interval).toNanos();
        return found;
    }

    /** A batch failed in a way that passes, and not for the first time. */
    void down(SQLException failure) {
        enter(new AppendFailure(Reason.DOWN, SqlFailure.described(failure)));
    }

    /** Records were written. Where rows of some kind were refused, that others are taken does not mend it. */
    void recordsWritten() {
        if (trouble.filter(AppendFailure::refusing).isEmpty()) {
            leave();
            next = System.nanoTime() + interval.toNanos();
        }
    }

    private void leave() {
        if (trouble.isPresent()) {
            LOG.infof("audit log takes records again: writer=%s", name);
            trouble = Optional.empty();
        }
    }

    private void enter(AppendFailure now) {
        if (!trouble.equals(Optional.of(now))) {
            LOG.errorf("%s: writer=%s sqlState=%s", now.reason().sentence(), name, now.state());
            trouble = Optional.of(now);
        }
    }
}
