package io.metagate.demo;

import io.metagate.test.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that runs as its own process, with what it has written so far. */
final class Command implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private Command(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it in that folder, with those variables instead of any others that the demo knows. */
    static Command start(Path folder, Map<String, String> variables, List<String> words) throws IOException {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("METAGATE_"));
        builder.environment().putAll(variables);
        return new Command(builder.start(), out, err);
    }

    /** Waits for its end and returns its exit code. */
    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it wrote " + out() + err());
        }
        return process.exitValue();
    }

    /** Waits until it has written that, on its standard output or its standard error. */
    void awaitOutput(String text) {
        Eventually.holds("it has written " + text + ", or ended", PATIENCE, () -> wrote(text) || !process.isAlive());
        if (!wrote(text)) {
            throw new AssertionError("never wrote \"" + text + "\" but " + out() + err());
        }
    }

    private boolean wrote(String text) {
        return (out() + err()).contains(text);
    }

    /** Asks it to end, as SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    /** Kills it, as SIGKILL does. */
    void kill() {
        process.destroyForcibly();
    }

    /** What it has written on its standard output. */
    String out() {
        return text(out);
    }

    /** What it has written on its standard error. */
    String err() {
        return text(err);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
