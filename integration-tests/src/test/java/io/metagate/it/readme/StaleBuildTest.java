package io.metagate.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run} in a checkout whose Maven and Java do nothing: whether it builds. */
class StaleBuildTest {

    private static final Path SCRIPT = Path.of("..", "run");
    private static final FileTime OLD = FileTime.fromMillis(1_000_000);
    private static final FileTime BUILT = FileTime.fromMillis(2_000_000);
    private static final FileTime NEW = FileTime.fromMillis(3_000_000);
    private static final List<String> MODULES = List.of("policy", "audit", "store", "oidc", "gateway", "cli", "demo");
    private static final Map<String, String> JARS = Map.of(
            "gateway", "gateway/target/quarkus-app/quarkus-run.jar",
            "cli", "cli/target/metagate.jar",
            "demo", "demo/target/metagate-demo.jar");

    @TempDir
    private Path checkout;

    @BeforeEach
    void make() throws IOException {
        Files.copy(SCRIPT, checkout.resolve("run"));
        script("mvnw", "touch built");
        script("jdk/bin/java", "exit 0");
        write("pom.xml", OLD);
        for (String module : MODULES) {
            write(module + "/pom.xml", OLD);
            write(source(module), OLD);
        }
        for (String jar : JARS.values()) {
            write(jar, BUILT);
        }
    }

    @Test
    void buildsNothingWhereAllJarsAreNewerThanTheirSources() throws Exception {
        assertThat(builds()).isFalse();
    }

    @Test
    void buildsWhereASourceOrItsModuleIsNewerThanAJar() throws Exception {
        for (String module : MODULES) {
            for (String newer : List.of(source(module), module + "/pom.xml")) {
                write(newer, NEW);
                assertThat(builds()).as(newer).isTrue();
                write(newer, OLD);
            }
        }
        write("pom.xml", NEW);
        assertThat(builds()).isTrue();
    }

    @Test
    void buildsWhereAJarIsMissingOrOlderThanAnyOfItsSources() throws Exception {
        for (String jar : JARS.values()) {
            write(jar, FileTime.fromMillis(OLD.toMillis() - 1_000));
            assertThat(builds()).as(jar + " is old").isTrue();
            Files.delete(checkout.resolve(jar));
            assertThat(builds()).as(jar + " is missing").isTrue();
            write(jar, BUILT);
        }
    }

    private boolean builds() throws Exception {
        ProcessBuilder run = new ProcessBuilder("bash", "run").directory(checkout.toFile());
        run.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        run.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        run.start().waitFor();
        return Files.deleteIfExists(checkout.resolve("built"));
    }

    private static String source(String module) {
        return module + "/src/main/java/Some.java";
    }

    private void script(String name, String line) throws IOException {
        Path file = write(name, OLD);
        Files.writeString(file, "#!/usr/bin/env bash\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path write(String name, FileTime modified) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return Files.setLastModifiedTime(file, modified);
    }
}
