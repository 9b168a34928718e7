package io.metagate.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what the quick start for policy authors shows, in a folder of its own, and compares what is printed. */
class PolicyQuickStartIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void printsWhatThePageSays(@TempDir Path folder) throws Exception {
        Files.createSymbolicLink(folder.resolve("cli"), ROOT.resolve("cli"));
        List<ConsoleExample> examples =
                new MarkdownPage(ROOT.resolve("docs/quick-start-policy-author.md")).examplesAndScripts();
        assertThat(examples)
                .extracting(ConsoleExample::answer)
                .filteredOn(answer -> !answer.isEmpty())
                .hasSize(4);

        List<String> printed = new ShellSession(folder, Map.of())
                .run(examples.stream().map(ConsoleExample::command).toList());

        SoftAssertions soft = new SoftAssertions();
        for (int i = 0; i < examples.size(); i++) {
            soft.assertThat(printed.get(i).stripTrailing())
                    .as(examples.get(i).command())
                    .isEqualTo(examples.get(i).answer().stripTrailing());
        }
        soft.assertAll();
    }
}
