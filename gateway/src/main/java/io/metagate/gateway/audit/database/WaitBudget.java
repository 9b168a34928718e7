package io.metagate.gateway.audit.database;

import java.time.Duration;

/**
 * How long one request still waits for the database of the audit log: all its waits together are no longer than one may
 * be, so that it is answered in time however many they are. Belongs to one request and its thread.
 */
public final class WaitBudget {

    private long left;

    /** A wait for something. */
    @FunctionalInterface
    public interface Wait<T> {

        /** Waits until that {@link System#nanoTime()} at most, and not at all if it is over. */
        T until(long deadline) throws AuditUnavailable;
    }

    /** That of a request that has not waited yet. */
    public WaitBudget(Duration whole) {
        this.left = whole.toNanos();
    }

    /** Waits as long as is left. */
    public <T> T spend(Wait<T> wait) throws AuditUnavailable {
        long begun = System.nanoTime();
        try {
            return wait.until(begun + left);
        } finally {
            left = Math.max(0, left - (System.nanoTime() - begun));
        }
    }
}
