package io.metagate.it.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A terminal in which commands are typed one after the other, so that a variable that one sets is there for the next.
 *
 * @param folder where it starts
 * @param variables what it has in its environment beside the usual
 */
record ShellSession(Path folder, Map<String, String> variables) {

    private static final String END = "\u001e";
    private static final long PATIENCE_SECONDS = 120;

    /** Runs the commands. Returns what each printed. */
    List<String> run(List<String> commands) throws IOException, InterruptedException {
        String script = commands.stream()
                .map(command -> command + "\nprintf '" + END + "'\n")
                .collect(Collectors.joining());
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process shell = builder.start();
        shell.getOutputStream().close();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
            throw new AssertionError("the commands do not end");
        }
        return Arrays.asList(printed.split(END, -1)).subList(0, commands.size());
    }
}
