package io.metagate.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {

    @Test
    void bundlesOfTheCorpusAreCompiledOrRefused() throws Exception {
        assertThat(passing("bundles", BundleTarget::fuzzerTestOneInput)).isGreaterThan(10);
    }

    @Test
    void recordsOfTheCorpusAreRedactedOrRefused() throws Exception {
        assertThat(passing("records", RecordTarget::fuzzerTestOneInput)).isGreaterThan(20);
    }

    /** How many inputs there were. */
    private static int passing(String corpus, Consumer<byte[]> target) throws IOException, URISyntaxException {
        URL folder = CorpusTest.class.getResource(corpus);
        assertThat(folder).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> inputs = files.sorted().toList();
            for (Path input : inputs) {
                byte[] bytes = Files.readAllBytes(input);
                assertThatCode(() -> target.accept(bytes)).as(input.toString()).doesNotThrowAnyException();
            }
            return inputs.size();
        }
    }
}
