package io.metagate.gateway.audit.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Logs why PostgreSQL did not do one kind of work: a line for each SQLSTATE, and for the same one again after ten
 * seconds at the soonest. INVARIANT: never the message of the failure, which may quote what was sent (P7).
 */
public final class SqlFailureLogger {

    private static final Logger LOG = Logger.getLogger(SqlFailureLogger.class);
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
    private static final int MOST_STATES = 64;

    private final String sentence;
    private final LongSupplier nanos;
    private final Map<String, Long> logged = new HashMap<>();

    /** One that has logged nothing yet. The sentence says what was not done. */
    public SqlFailureLogger(String sentence) {
        this(sentence, System::nanoTime);
    }

    SqlFailureLogger(String sentence, LongSupplier nanos) {
        this.sentence = sentence;
        this.nanos = nanos;
    }

    /** Logs the SQLSTATE of the failure, unless it did so a moment ago. */
    public void log(SQLException failure) {
        if (isDue(SqlFailure.state(failure))) {
            LOG.errorf("%s: sqlState=%s", sentence, SqlFailure.described(failure));
        }
    }

    private synchronized boolean isDue(String state) {
        long now = nanos.getAsLong();
        Long last = logged.get(state);
        if (last != null && now - last < BETWEEN_LINES) {
            return false;
        }
        if (logged.size() >= MOST_STATES) {
            logged.clear();
        }
        logged.put(state, now);
        return true;
    }
}
