package io.metagate.gateway.enforcement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "gzip;q=0.1",
                "br, gzip ; q=0.5",
                "*",
                "identity;q=0.5, gzip;q=0.5",
                "identity;q=0, *;q=0.001",
                "deflate, gzip;q=1.000, *;q=0"
            })
    void packsForWhoeverPrefersIt(String header) {
        assertThat(ContentCoding.preferred(List.of(header))).isEqualTo(ContentCoding.GZIP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br",
                "gzip;q=0",
                "gzip;q=0.000, *",
                "*;q=0",
                "gzip;q=0.5, identity",
                "gzip;q=2",
                "gzip;level=9",
                "gzip deflate",
                "\u0000gzip"
            })
    void packsForNobodyElse(String header) {
        assertThat(ContentCoding.preferred(List.of(header))).isEqualTo(ContentCoding.IDENTITY);
    }

    @Test
    void readsAllHeadersAndNoEndlessOnes() {
        assertThat(ContentCoding.preferred(List.of())).isEqualTo(ContentCoding.IDENTITY);
        assertThat(ContentCoding.preferred(List.of("br", "gzip"))).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.preferred(List.of("br,".repeat(400) + "gzip"))).isEqualTo(ContentCoding.IDENTITY);
    }
}
