package io.metagate.gateway.audit;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.database.AuditUnavailable;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that append without a pause, and their history: what was acknowledged, what was refused, how long the slowest
 * took.
 */
final class AppendLoad implements AutoCloseable {

    private final AuditLog log;
    private final ExecutorService callers;
    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean stopping;

    AppendLoad(AuditLog log, int callers) {
        this.log = log;
        this.callers = Executors.newFixedThreadPool(callers);
        for (int i = 0; i < callers; i++) {
            this.callers.execute(this::append);
        }
    }

    Queue<UUID> acknowledged() {
        return acknowledged;
    }

    int refused() {
        return refused.get();
    }

    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest.get());
    }

    @Override
    public void close() {
        stopping = true;
        callers.shutdown();
        try {
            if (!callers.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new AssertionError("a caller still waits");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while callers wait", e);
        }
    }

    private void append() {
        while (!stopping) {
            AuditRecord record = SampleRecords.next();
            long before = System.nanoTime();
            try {
                acknowledged.add(log.append(record).id());
            } catch (AuditUnavailable e) {
                refused.incrementAndGet();
                LockSupport.parkNanos(1_000_000);
            }
            slowest.accumulateAndGet(System.nanoTime() - before, Math::max);
        }
    }
}
