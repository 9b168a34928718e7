package io.metagate.gateway.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterCorpusTest {

    @Test
    void filtersOfTheCorpusAreReadOrRefused() throws Exception {
        URL folder = FilterCorpusTest.class.getResource("filters");
        assertThat(folder).isNotNull();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            List<Path> inputs = files.sorted().toList();
            assertThat(inputs).hasSizeGreaterThan(30);
            for (Path input : inputs) {
                byte[] bytes = Files.readAllBytes(input);
                assertThatCode(() -> FilterTarget.fuzzerTestOneInput(bytes))
                        .as(input.toString())
                        .doesNotThrowAnyException();
            }
        }
    }
}
