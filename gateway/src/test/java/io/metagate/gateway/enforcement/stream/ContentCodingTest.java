package io.metagate.gateway.enforcement.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
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

    @Test
    void readsHeadersOfATotalLengthUpTo1024() {
        String longest = "gzip" + " ".repeat(1020);
        assertThat(ContentCoding.preferred(List.of(longest))).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.preferred(List.of(longest + " "))).isEqualTo(ContentCoding.IDENTITY);
    }

    @Test
    void namesEachAsItIsWrittenInAHeader() {
        assertThat(ContentCoding.values())
                .extracting(ContentCoding::wireName)
                .containsExactlyInAnyOrder("identity", "gzip");
    }

    @Test
    void leavesWhatIsNotPackedAsItIs() throws IOException {
        OutputStream out = OutputStream.nullOutputStream();
        assertThat(ContentCoding.IDENTITY.over(out)).isSameAs(out);
    }

    /** A client that reads line by line waits for no later one. */
    @Test
    void letsThroughWithAFlushAllThatWasPacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        OutputStream out = ContentCoding.GZIP.over(packed);
        out.write("a line\n".getBytes(US_ASCII));
        out.flush();

        InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));
        assertThat(unpacked.readNBytes(7)).asString(US_ASCII).isEqualTo("a line\n");
    }
}
