package io.metagate.it.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of the packaged command {@code metagate}, with all that came of it.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it complained of
 */
public record Command(int exit, String out, String err) {

    private static final int PATIENCE_SECONDS = 60;

    /**
     * Runs it in a folder and waits.
     *
     * @param folder an existing one, where its output is kept too
     * @param environment what it is told beside the environment of this process
     */
    public static Command run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Build.commandJar().toString()));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("command.out");
        Path err = folder.resolve("command.err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command did not end");
        }
        return new Command(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    /** The rows of its table that are about that check. */
    public List<String> rows(String check) {
        return out.lines().filter(line -> line.startsWith(check + " ")).toList();
    }
}
