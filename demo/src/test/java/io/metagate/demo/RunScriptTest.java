package io.metagate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script before anything is built. */
class RunScriptTest {

    @TempDir
    private Path root;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("..", "run"), root.resolve("run"));
    }

    @Test
    void printsNoTokenAndBuildsNothingForOne() throws Exception {
        try (Command run = run("token", "analyst")) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).isEqualTo("metagate: no demo runs: start it with ./run\n");
        }
    }

    @Test
    void tellsHowItIsUsedWhenItIsMisused() throws Exception {
        try (Command run = run("bogus")) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("usage: ./run | ./run token <persona>");
        }
    }

    @Test
    void saysThatTheBuildFailedAndStartsNothing() throws Exception {
        build("echo no network >&2; exit 1");
        try (Command run = run()) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("no network").endsWith("metagate: the build failed; see above\n");
        }
    }

    @Test
    void endsTheBuildWhenOnlyTheScriptGetsTheSignal() throws Exception {
        build("echo building as $$ >&2; exec sleep 60");
        try (Command run = run()) {
            run.awaitOutput("building as ");
            String pid = run.err().replaceFirst("(?s).*building as ([0-9]+)\n.*", "$1");
            ProcessHandle building = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            run.terminate();
            assertThat(run.exit()).isEqualTo(130);
            assertThat(building.isAlive()).isFalse();
        }
    }

    private void build(String commands) throws IOException {
        Path build = root.resolve("mvnw");
        Files.writeString(build, "#!/bin/sh\n" + commands + "\n");
        assertThat(build.toFile().setExecutable(true)).isTrue();
    }

    private Command run(String... words) throws IOException {
        return Command.start(
                root,
                Map.of(),
                Stream.concat(Stream.of("bash", "./run"), Stream.of(words)).toList());
    }
}
