package io.metagate.benchmarks.server;

import io.metagate.benchmarks.load.HttpConnection;
import io.metagate.benchmarks.load.HttpTarget;
import io.metagate.demo.machine.StrayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A Java server that runs as a child process and has been ready. */
public final class ServerProcess implements AutoCloseable {

    private static final List<String> OWN_VARIABLES = List.of("METAGATE_", "QUARKUS_");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_PER_QUESTION = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Process process;
    private final Duration startTime;

    private ServerProcess(Process process, Duration startTime) {
        this.process = process;
        this.startTime = startTime;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param jar what to run
     * @param flags of the Java machine
     * @param environment what it is told; variables of the gateway in the environment of this process are not handed on
     * @param ready answers 200 to its requests when the server is ready
     * @param log takes what it writes
     */
    public static ServerProcess start(
            Path jar, List<String> flags, Map<String, String> environment, HttpTarget ready, Path log) {
        long before = System.nanoTime();
        Process process = launch(jar, flags, environment, log);
        long deadline = before + PATIENCE.toNanos();
        while (!isReady(ready)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                StrayProcess.end(process.toHandle());
                throw new IllegalStateException("not ready: " + jar + "; it says why in " + log);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new ServerProcess(process, Duration.ofNanos(System.nanoTime() - before));
    }

    private static Process launch(Path jar, List<String> flags, Map<String, String> environment, Path log) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("not built: no " + jar);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> OWN_VARIABLES.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReady(HttpTarget ready) {
        try (HttpConnection connection = HttpConnection.open(ready.server(), PATIENCE_PER_QUESTION)) {
            return connection.exchange(ready.requests().get(0)).isGood();
        } catch (IOException e) {
            return false;
        }
    }

    /** From the start of the process to its first good answer. */
    public Duration startTime() {
        return startTime;
    }

    /** What of the machine's processors it has used so far. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The memory it has now. */
    public ResidentMemory memory() {
        return ResidentMemory.of(process.pid());
    }

    @Override
    public void close() {
        StrayProcess.end(process.toHandle());
    }
}
