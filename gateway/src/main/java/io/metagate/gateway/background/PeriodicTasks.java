package io.metagate.gateway.background;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * All that goes on beside the requests. A watchdog, on a thread of its own, gives a new thread to each task whose
 * thread has ended.
 */
@ApplicationScoped
public class PeriodicTasks {

    /** What no round of usual work takes: it waits for a database or a store for a few seconds at most. */
    public static final Duration USUAL_ROUND = Duration.ofSeconds(15);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final CopyOnWriteArrayList<PeriodicTask> tasks = new CopyOnWriteArrayList<>();
    private final MeterRegistry meters;
    private final PeriodicTask.Platform platform;
    private final PeriodicTask watchdog;

    @Inject
    public PeriodicTasks(MeterRegistry meters) {
        this(meters, PeriodicTask.Platform.system());
    }

    PeriodicTasks(MeterRegistry meters, PeriodicTask.Platform platform) {
        this.meters = meters;
        this.platform = platform;
        this.watchdog =
                new PeriodicTask("background-watchdog", () -> BETWEEN_LOOKS, USUAL_ROUND, this::reviveTasks, platform);
    }

    void begin(@Observes StartupEvent event) {
        measure(watchdog);
        watchdog.revive();
    }

    void end(@Observes ShutdownEvent event) {
        watchdog.close();
    }

    /**
     * Begins a task with its first pause.
     *
     * @param name of the task, unlike that of any other
     * @param pause before each round, as is then said
     * @param longestRound how long a round may take before the task counts as stuck
     */
    public PeriodicTask begin(String name, Supplier<Duration> pause, Duration longestRound, Runnable work) {
        PeriodicTask task = new PeriodicTask(name, pause, longestRound, work, platform);
        tasks.add(task);
        measure(task);
        task.revive();
        return task;
    }

    /**
     * Why the gateway is not as it should be: a line for each task that is dead or stuck. Revives the watchdog if that
     * is dead, which then revives the tasks.
     */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        tasks.removeIf(PeriodicTask::isClosed);
        for (PeriodicTask task : tasks) {
            if (task.isDead()) {
                troubles.add(task.name() + (task.isBegun() ? " has ended" : " has not begun"));
            } else if (task.isLate()) {
                troubles.add(task.name() + " has done nothing for "
                        + Duration.ofNanos(task.age()).toSeconds() + " s");
            }
        }
        watchdog.revive();
        return troubles;
    }

    private void measure(PeriodicTask task) {
        Gauge.builder("metagate.background.age", task, known -> known.age() / NANOS_PER_SECOND)
                .baseUnit("seconds")
                .tag("task", task.name())
                .register(meters);
        Gauge.builder("metagate.background.late", task, known -> known.isDead() || known.isLate() ? 1 : 0)
                .tag("task", task.name())
                .register(meters);
        FunctionCounter.builder("metagate.background.failures", task, PeriodicTask::failures)
                .tag("task", task.name())
                .register(meters);
    }

    private void reviveTasks() {
        // By their numbers: walking through them would take memory, of which there may be none.
        for (int n = 0; n < tasks.size(); n++) {
            revive(n);
        }
    }

    /**
     * One that cannot be revived for want of memory or threads keeps no other from it; it is tried again with the next
     * look.
     */
    private void revive(int n) {
        try {
            tasks.get(n).revive();
        } catch (VirtualMachineError e) {
            // The thread could not be made.
            return;
        }
    }
}
