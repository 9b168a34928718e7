package io.metagate.demo.gateway;

import io.metagate.demo.machine.PrivateFile;
import io.metagate.demo.machine.StrayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A packaged gateway that runs as a child process of this one. It ends with this process, except when this process is
 * killed: then the next one on the same log file ends it.
 */
public final class GatewayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** The file beside the jar with the options that the gateway is always started with. */
    private static final String OPTIONS = "java.options";

    private static final List<String> OWN_VARIABLES = List.of("METAGATE_", "QUARKUS_");

    private final Process process;
    private final GatewayEnvironment environment;
    private final Path log;
    private final Thread lastWill;

    private GatewayProcess(Process process, GatewayEnvironment environment, Path log) {
        this.process = process;
        this.environment = environment;
        this.log = log;
        this.lastWill = new Thread(this::end, "end-gateway-" + process.pid());
        Runtime.getRuntime().addShutdownHook(lastWill);
    }

    /**
     * Starts it and does not wait.
     *
     * @param jar the runnable jar of the packaged gateway
     * @param environment all that it is told; variables of the gateway in the environment of this process are not
     *     handed on
     * @param log the file that its output is appended to; its process id is kept beside it
     */
    public static GatewayProcess start(Path jar, GatewayEnvironment environment, Path log) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("the gateway is not built: no " + jar);
        }
        try {
            new PrivateFile(log).readOrWrite(() -> "");
            Path pidFile = log.resolveSibling(log.getFileName() + ".pid");
            new StrayProcess(pidFile, jar.toAbsolutePath().toString()).end();
            Process process = command(jar, environment.variables(), log).start();
            new PrivateFile(pidFile).write(process.pid() + "\n");
            return new GatewayProcess(process, environment, log);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway could not be started", e);
        }
    }

    /** Waits until it is ready. Returns false if it ended before, or is not ready in time. */
    public boolean awaitReady(Duration patience) {
        return new ReadinessPoll(environment.readiness()).await(process::isAlive, patience);
    }

    /** Waits until it ends by itself. Returns its exit code, or nothing if it still runs when the time is over. */
    public OptionalInt awaitExit(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** What it was told. */
    public GatewayEnvironment environment() {
        return environment;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it and those before it wrote to the log file. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it as {@code kill -9} does: it learns nothing of it. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit(PATIENCE);
        forgetLastWill();
    }

    /** Asks it to end, waits, and ends it by force if it does not. */
    @Override
    public void close() {
        end();
        forgetLastWill();
    }

    private void end() {
        process.destroy();
        if (awaitExit(PATIENCE).isEmpty()) {
            process.destroyForcibly();
            awaitExit(PATIENCE);
        }
    }

    private void forgetLastWill() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (IllegalStateException e) {
            // This process is ending: the last will is being carried out.
            return;
        }
    }

    private static ProcessBuilder command(Path jar, Map<String, String> variables, Path log) {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + jar.toAbsolutePath().resolveSibling(OPTIONS),
                        "-jar",
                        jar.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        command.environment().keySet().removeIf(name -> OWN_VARIABLES.stream().anyMatch(name::startsWith));
        command.environment().putAll(variables);
        return command;
    }
}
