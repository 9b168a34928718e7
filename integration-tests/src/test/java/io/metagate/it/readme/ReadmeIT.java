package io.metagate.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of the README and of the other pages, and compares what they print with what the pages say. */
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_TYPED = Set.of("./run", "./mvnw verify");

    @TempDir
    private Path home;

    @Test
    void printsWhatThePagesSay() throws Exception {
        List<Example> examples = new ArrayList<>();
        for (String page : List.of("README.md", "docs/audit.md")) {
            examples.addAll(new Page(ROOT.resolve(page)).examples());
        }
        assertThat(examples).extracting(Example::command).containsAll(NOT_TYPED).hasSizeGreaterThan(10);
        try (RunningScript demo = RunningScript.start(ROOT, home)) {
            demo.awaitOutput("Ctrl-C stops everything");
            assertShown(examples.get(0), demo);
            examples.removeIf(example -> NOT_TYPED.contains(example.command()));
            assertPrinted(examples, demo);
        }
    }

    @Test
    void leavesNothingRunningAfterASignal() throws Exception {
        try (RunningScript demo = RunningScript.start(ROOT, home)) {
            demo.awaitOutput("Metagate is ready");
            Set<ProcessHandle> processes = demo.processes();
            assertThat(processes).as("the script, the gateway, PostgreSQL").hasSizeGreaterThanOrEqualTo(3);
            demo.end("TERM");
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.port().isFree()).isTrue();
        }
        try (RunningScript again = RunningScript.start(ROOT, home)) {
            again.awaitOutput("Metagate is ready");
            Set<ProcessHandle> processes = again.processes();
            again.end("INT");
            assertThat(processes).hasSizeGreaterThanOrEqualTo(3).noneMatch(ProcessHandle::isAlive);
        }
    }

    /** The page shows some lines of what the script prints, with dots for the others. */
    private static void assertShown(Example start, RunningScript demo) throws IOException {
        assertThat(start.command()).isEqualTo("./run");
        List<String> shown =
                start.answer().lines().filter(line -> !line.equals("...")).toList();
        assertThat(shown).isNotEmpty().allSatisfy(line -> assertThat(demo.out()).contains(localised(line, demo)));
    }

    private static void assertPrinted(List<Example> examples, RunningScript demo) throws Exception {
        List<String> commands = examples.stream()
                .map(example -> localised(example.command(), demo))
                .toList();
        List<String> printed = new ShellSession(ROOT, demo.variables()).run(commands);
        SoftAssertions soft = new SoftAssertions();
        for (int i = 0; i < commands.size(); i++) {
            soft.assertThat(Fleeting.named(printed.get(i)))
                    .as(examples.get(i).page() + ": " + commands.get(i))
                    .isEqualTo(Fleeting.named(localised(examples.get(i).answer(), demo)));
        }
        soft.assertAll();
    }

    private static String localised(String text, RunningScript demo) {
        return text.replace("localhost:8080", "localhost:" + demo.port());
    }
}
