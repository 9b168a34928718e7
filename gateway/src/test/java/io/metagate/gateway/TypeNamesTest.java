package io.metagate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name means one thing in all modules, and says what the thing is. */
class TypeNamesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern EMPTY_WORD = Pattern.compile(".*(Impl|Utils?|Helper|Manager|Processor|Base)");

    /** A kind of document of a bundle, which users know by that name. */
    private static final String TEST_OF_A_BUNDLE = "PolicyTest";

    @Test
    void namesNoTwoTypesAlike() {
        Map<String, List<Path>> byName =
                types().collect(Collectors.groupingBy(TypeNamesTest::name, TreeMap::new, Collectors.toList()));
        assertThat(byName).hasSizeGreaterThan(700);
        assertThat(byName.values().stream().filter(alike -> alike.size() > 1)).isEmpty();
    }

    @Test
    void callsNothingATestThatIsNone() {
        assertThat(types().map(TypeNamesTest::name).filter(name -> name.endsWith("Test")))
                .containsExactly(TEST_OF_A_BUNDLE);
    }

    @Test
    void callsNothingByAWordThatSaysNothing() {
        assertThat(types().map(TypeNamesTest::name)
                        .filter(name -> EMPTY_WORD.matcher(name).matches()))
                .isEmpty();
    }

    /** The files of all types in the main code of all modules. */
    private static Stream<Path> types() {
        return modules()
                .flatMap(TypeNamesTest::filesBelow)
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"));
    }

    private static Stream<Path> modules() {
        try (Stream<Path> all = Files.list(ROOT)) {
            return all.map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
