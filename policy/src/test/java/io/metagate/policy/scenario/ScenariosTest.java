package io.metagate.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All scenarios, each a test of its own by its name. */
class ScenariosTest {

    @TestFactory
    Stream<DynamicContainer> decidesAsTheScenariosSay() {
        return files().stream()
                .map(file -> dynamicContainer(
                        name(file),
                        scenarios(file).stream()
                                .map(scenario -> dynamicTest(scenario.name(), () -> assertThat(scenario.differences())
                                        .isEmpty()))));
    }

    @Test
    void holdsScenariosOfEveryTheme() {
        assertThat(files().stream().mapToInt(file -> scenarios(file).size()).sum())
                .isGreaterThanOrEqualTo(100);
        assertThat(files()).allSatisfy(file -> assertThat(scenarios(file)).isNotEmpty());
    }

    private static List<Path> files() {
        try (Stream<Path> entries =
                Files.list(Path.of(ScenariosTest.class.getResource("/scenarios").toURI()))) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Scenario> scenarios(Path file) {
        try {
            return ScenarioFile.read(name(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
