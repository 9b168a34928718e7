package io.metagate.gateway.audit;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.merkle.MerkleLeaf;
import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A record on its way to the disk, and the caller who waits for it. Its bytes are made once, so that however often it
 * is written it is the same.
 */
final class PendingAppend {

    private final AuditRecord record;
    private final MerkleLeaf leaf;
    private final CompletableFuture<Fate> fate = new CompletableFuture<>();
    private boolean doubtful;

    /** What became of a record. */
    private sealed interface Fate {

        /** The receipt, if it is durable. */
        AuditReceipt told() throws AuditUnavailable;

        record Durable(AuditReceipt receipt) implements Fate {
            @Override
            public AuditReceipt told() {
                return receipt;
            }
        }

        record Lost(Reason reason) implements Fate {
            @Override
            public AuditReceipt told() throws AuditUnavailable {
                throw new AuditUnavailable(reason);
            }
        }
    }

    PendingAppend(AuditRecord record) {
        this.record = record;
        this.leaf = MerkleLeaf.of(record);
    }

    AuditRecord record() {
        return record;
    }

    MerkleLeaf leaf() {
        return leaf;
    }

    void durable() {
        fate.complete(new Fate.Durable(new AuditReceipt(record.id(), leaf.hash())));
    }

    /** An attempt to write it failed in a way that does not tell whether it was written. */
    void doubt() {
        doubtful = true;
    }

    /** Whether an earlier attempt may have written it. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** Gives it up. INVARIANT: what may be in the log is not called refused (P3). */
    void lost(Reason reason) {
        boolean refused = reason == Reason.REFUSED || reason == Reason.REFUSING;
        fate.complete(new Fate.Lost(doubtful && refused ? Reason.UNKNOWN : reason));
    }

    /**
     * Waits for the record's fate until that {@link System#nanoTime()}. An interrupt is kept for later: it must not
     * hide an access (P3).
     */
    AuditReceipt await(long deadline) throws AuditUnavailable {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return fate.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                            .told();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw new AuditUnavailable(Reason.LATE, e);
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a fate is always a value", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
