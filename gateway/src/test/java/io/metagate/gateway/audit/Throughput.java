package io.metagate.gateway.audit;

import io.metagate.gateway.fixture.BackgroundTasks;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Prints how many records a second become durable with 64 callers. A figure, not a test. */
final class Throughput {

    private static final int CALLERS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private Throughput() {}

    public static void main(String[] args) throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            AuditSettings settings = server.database("audit");
            CountingConnector counting = new CountingConnector(settings.database());
            try (AuditLog log = new AuditLog(counting, settings, BackgroundTasks.tasks());
                    AppendLoad load = new AppendLoad(log, CALLERS)) {
                pass(WARM_UP);
                int records = load.acknowledged().size();
                int commits = counting.commits();
                long before = System.nanoTime();
                pass(MEASURED);
                double seconds = (System.nanoTime() - before) / 1e9;
                print((load.acknowledged().size() - records) / seconds, (counting.commits() - commits) / seconds);
            }
        }
    }

    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (until - System.nanoTime() > 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static void print(double records, double commits) {
        System.out.printf(
                Locale.ROOT,
                "%d callers: %.0f records/s in %.0f commits/s, mean wait %.1f ms%n",
                CALLERS,
                records,
                commits,
                1000 * CALLERS / records);
    }
}
