package io.metagate.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.machine.LoopbackPort;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script {@code run} as a process, with everything that it starts. */
final class RunningScript implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LAST_WORDS = "Ctrl-C stops everything";
    private static final Pattern MANAGEMENT = Pattern.compile("http://localhost:(\\d+)/q/health");

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

    /**
     * Starts it with few records, a free port, and its state and its output in that folder. Returns when it has printed
     * all that it prints.
     */
    static RunningScript start(Path root, Path home) throws IOException {
        LoopbackPort port = LoopbackPort.free();
        Map<String, String> variables = Map.of(
                "METAGATE_HOME", home.toString(), "METAGATE_PORT", port.toString(), "METAGATE_DEMO_RECORDS", "50");
        // A build in the background ignores SIGINT, and so would its children; a person's shell does not.
        ProcessBuilder builder = new ProcessBuilder("env", "--default-signal=INT", "./run")
                .directory(root.toFile())
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment().putAll(variables);
        RunningScript script = new RunningScript(builder.start(), home, port, variables);
        script.awaitStart();
        return script;
    }

    Map<String, String> variables() {
        return variables;
    }

    LoopbackPort port() {
        return port;
    }

    /** Fails at once where it starts a build: then a build runs in a build. */
    private void awaitStart() throws IOException {
        Eventually.holds("it has started, or will not", PATIENCE, () -> hasStarted() || willNotStart());
        if (!hasStarted()) {
            close();
            throw new AssertionError("it did not start: " + out() + err());
        }
    }

    private boolean hasStarted() throws IOException {
        return out().contains(LAST_WORDS);
    }

    private boolean willNotStart() throws IOException {
        return err().contains("metagate: building") || !process.isAlive();
    }

    /** Where the gateway tells how it is. */
    String managementPort() throws IOException {
        Matcher address = MANAGEMENT.matcher(out());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    String out() throws IOException {
        return Files.readString(home.resolve("out"));
    }

    private String err() throws IOException {
        return Files.readString(home.resolve("err"));
    }

    /** All that run because of it: its descendants, and what detached itself but works in its home. */
    private Set<ProcessHandle> processes() {
        Stream<ProcessHandle> detached = ProcessHandle.allProcesses()
                .filter(other -> other.info().commandLine().orElse("").contains(home.toString()));
        return Stream.of(Stream.of(process.toHandle()), process.descendants(), detached)
                .flatMap(found -> found)
                .collect(Collectors.toSet());
    }

    /** Sends it a signal, as {@code kill} does; it ends, and all that it started with it. */
    void assertEndsWithEverything(String signal) throws IOException, InterruptedException {
        Set<ProcessHandle> all = processes();
        assertThat(all).as("the script, the gateway, PostgreSQL").hasSizeGreaterThanOrEqualTo(3);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(port.isFree()).isTrue();
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
