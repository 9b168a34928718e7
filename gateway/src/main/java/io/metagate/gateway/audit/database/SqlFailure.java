package io.metagate.gateway.audit.database;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What it means that PostgreSQL did not do something, by its SQLSTATE (PostgreSQL documentation, appendix A). A trigger
 * may raise any state, so that a state alone never says that a record is not at fault.
 */
public enum SqlFailure {
    /** A new connection, or the same one a little later, may do it. */
    PASSING,
    /** The same will be refused again: for the data, for a right that is missing, or for what the database is. */
    REFUSED;

    private static final String UNKNOWN = "unknown";
    private static final int STATE = 5;

    /**
     * The classes of states that a new connection could mend, and what each is. 00 to 02 are no errors: the server did
     * it, and did not do it as it was asked to.
     */
    private static final Map<String, String> PASSING_CLASSES = Map.ofEntries(
            Map.entry("00", "successful completion"),
            Map.entry("01", "warning"),
            Map.entry("02", "no data"),
            Map.entry("08", "connection exception"),
            Map.entry("40", "transaction rollback"),
            Map.entry("53", "insufficient resources"),
            Map.entry("57", "operator intervention"),
            Map.entry("58", "system error"),
            Map.entry("60", "system error of the driver"),
            Map.entry("F0", "configuration file error"),
            Map.entry("99", "unexpected error of the driver"),
            Map.entry("XX", "internal error"));

    /**
     * States of other classes that pass: an object in use, a lock that is not available, a transaction that took too
     * long or was broken off before.
     */
    private static final Set<String> PASSING_STATES = Set.of("55006", "55P03", "25P02", "25P03", "25P04");

    /** A state of a class that passes which does not: a transaction broke a constraint at its end. */
    private static final Set<String> REFUSING_STATES = Set.of("40002");

    private static final Map<String, String> REFUSING_CLASSES = Map.of(
            "22", "data exception",
            "23", "integrity constraint violation",
            "25", "invalid transaction state, such as read-only",
            "28", "invalid authorization",
            "3D", "no such database",
            "42", "a table or a right is missing",
            "54", "program limit exceeded",
            "P0", "raised by a trigger");

    /** Whether the same may be done later. */
    public static SqlFailure of(SQLException e) {
        String state = state(e);
        if (state.equals(UNKNOWN) || PASSING_STATES.contains(state)) {
            return PASSING;
        }
        return PASSING_CLASSES.containsKey(state.substring(0, 2)) && !REFUSING_STATES.contains(state)
                ? PASSING
                : REFUSED;
    }

    /** What it means for accesses that need what was not done. */
    public static Reason reason(SQLException e) {
        return of(e) == REFUSED ? Reason.REFUSING : Reason.DOWN;
    }

    /** The SQLSTATE, for a log: the message may quote the record (P7). */
    public static String state(SQLException e) {
        String state = String.valueOf(e.getSQLState()).toUpperCase(Locale.ROOT);
        return state.length() == STATE && state.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))
                ? state
                : UNKNOWN;
    }

    /** The SQLSTATE, and what its class is. */
    public static String described(SQLException e) {
        String state = state(e);
        String family = state.equals(UNKNOWN) ? "" : state.substring(0, 2);
        String words = PASSING_CLASSES.getOrDefault(family, REFUSING_CLASSES.getOrDefault(family, ""));
        return words.isEmpty() ? state : state + " (" + words + ")";
    }
}
