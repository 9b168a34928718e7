package io.metagate.gateway.audit.database;

/** The audit log could not say that a record is durable, or could not be read. Nothing may be released (P6). */
public class AuditUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** The database has not committed for a while. */
        DOWN("the audit log is down"),
        /** As many records wait as may wait. */
        FULL("the audit log cannot keep up"),
        /** The record was not durable in time. It may become so later. */
        LATE("the audit log did not answer in time"),
        /** The database refuses records of accesses, this one like others. */
        REFUSING("the audit log refuses records"),
        /** The database refused the record itself. */
        REFUSED("the audit log refused the record"),
        /** Whether the database has the record is not known: the answer to it was lost. */
        UNKNOWN("it is not known whether the audit log has the record"),
        /** The gateway is stopping. */
        CLOSED("the audit log is closed"),
        /** A search could not be answered. */
        UNREADABLE("the audit log could not be read");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** The same in words, without anything of the record. */
        public String sentence() {
            return sentence;
        }
    }

    public AuditUnavailable(Reason reason) {
        super(reason.sentence());
        this.reason = reason;
    }

    public AuditUnavailable(Reason reason, Throwable cause) {
        super(reason.sentence(), cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
