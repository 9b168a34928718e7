package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditUnavailable;
import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where records wait for a writer. Bounded; once closed it takes no more and gives out what it has. */
final class AuditQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    AuditQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Why nothing can be added now, if so. */
    Optional<Reason> refusal() {
        lock.lock();
        try {
            if (closed) {
                return Optional.of(Reason.CLOSED);
            }
            return waiting.size() >= capacity ? Optional.of(Reason.FULL) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    void add(PendingAppend pending) throws AuditUnavailable {
        lock.lock();
        try {
            Optional<Reason> refusal = refusal();
            if (refusal.isPresent()) {
                throw new AuditUnavailable(refusal.get());
            }
            waiting.add(pending);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for records, but not longer than that, and takes all that are there, but not more than that many. None:
     * there were none, or it is closed.
     */
    List<PendingAppend> take(int most, Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (left > 0 && waiting.isEmpty() && !closed) {
                left = changed.awaitNanos(left);
            }
            List<PendingAppend> batch = new ArrayList<>(Math.min(most, waiting.size()));
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed and has given out all that it had. */
    boolean isDrained() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
