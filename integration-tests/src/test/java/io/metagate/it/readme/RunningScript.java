package io.metagate.it.readme;

import io.metagate.demo.machine.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script {@code run} as a process, with everything that it starts. */
final class RunningScript implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path home;
    private final LoopbackPort port;
    private final Map<String, String> variables;

    private RunningScript(Process process, Path home, LoopbackPort port, Map<String, String> variables) {
        this.process = process;
        this.home = home;
        this.port = port;
        this.variables = variables;
    }

    /** Starts it with few records, a free port, and its state and its output in that folder. */
    static RunningScript start(Path root, Path home) throws IOException {
        LoopbackPort port = LoopbackPort.free();
        Map<String, String> variables = Map.of(
                "METAGATE_HOME", home.toString(), "METAGATE_PORT", port.toString(), "METAGATE_DEMO_RECORDS", "50");
        ProcessBuilder builder = new ProcessBuilder("./run")
                .directory(root.toFile())
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment().putAll(variables);
        return new RunningScript(builder.start(), home, port, variables);
    }

    Map<String, String> variables() {
        return variables;
    }

    LoopbackPort port() {
        return port;
    }

    /** Waits until it has printed that. Fails at once where it starts a build: then a build runs in a build. */
    void awaitOutput(String text) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!out().contains(text)) {
            boolean builds = err().contains("metagate: building");
            if (builds || !process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new AssertionError("never printed \"" + text + "\" but " + out() + err());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    String out() throws IOException {
        return Files.readString(home.resolve("out"));
    }

    String err() throws IOException {
        return Files.readString(home.resolve("err"));
    }

    /** All that run because of it: its descendants, and what detached itself but works in its home. */
    Set<ProcessHandle> processes() {
        Stream<ProcessHandle> detached = ProcessHandle.allProcesses()
                .filter(other -> other.info().commandLine().orElse("").contains(home.toString()));
        return Stream.of(Stream.of(process.toHandle()), process.descendants(), detached)
                .flatMap(found -> found)
                .collect(Collectors.toSet());
    }

    /** Sends it a signal, as {@code kill} does, and waits for its end. */
    void end(String signal) throws IOException, InterruptedException {
        new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid())))
                .start()
                .waitFor();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + signal + ": " + out() + err());
        }
    }

    @Override
    public void close() {
        Set<ProcessHandle> left = processes();
        process.destroy();
        boolean ended = process.onExit()
                .thenApply(exited -> true)
                .completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (!ended) {
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
