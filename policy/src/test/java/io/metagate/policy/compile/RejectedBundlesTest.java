package io.metagate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.source.BundleFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of the folder {@code rejected} is a bundle that must be refused. Its first line says in a sentence what is
 * wrong with it, its last ones are the problems in order, as comments: {@code #! line:column: message}. With
 * {@code -Dmetagate.goldens=write} the last lines are written anew, to be reviewed as a diff.
 */
class RejectedBundlesTest {

    private static final String EXPECTED = "#! ";

    static Stream<Path> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(RejectedBundlesTest.class.getResource("rejected").toURI());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(30);
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedWithEveryProblemAtItsPlace(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> expected = text.lines()
                .filter(line -> line.startsWith(EXPECTED))
                .map(line -> line.substring(EXPECTED.length()))
                .toList();

        CompilationResult compilation = BundleFixture.compile(new BundleFile("bundle.yaml", text));

        if ("write".equals(System.getProperty("metagate.goldens"))) {
            write(file.getFileName(), text, problems(compilation));
            return;
        }
        assertThat(expected).isNotEmpty();
        assertThat(problems(compilation)).isEqualTo(expected);
    }

    private static List<String> problems(CompilationResult compilation) {
        return compilation instanceof CompilationResult.Rejected rejected
                ? rejected.problems().stream()
                        .map(problem -> problem.toString().replaceFirst("^bundle.yaml:", ""))
                        .toList()
                : List.of();
    }

    private static void write(Path name, String text, List<String> problems) throws IOException {
        Path source = Path.of("src/test/resources/io/metagate/policy/compile/rejected")
                .resolve(name);
        Stream<String> bundle = text.lines().filter(line -> !line.startsWith(EXPECTED));
        Stream<String> golden = problems.stream().map(problem -> EXPECTED + problem);
        Files.write(source, Stream.concat(bundle, golden).toList());
    }
}
