package io.metagate.gateway.connection.pipelining;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLineScannerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n",
                "GET / HTTP/1.1\r\n A: b\r\n\r\n",
                "GET / HTTP/1.1\nA: b\n c\n\n",
                "GET / HTTP/1.1\r\nA: b\r\n \r\n\r\n",
                "\r\nGET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"
            })
    void findsAFoldedLineWhereverTheBytesAreSplit(String head) {
        for (int split = 0; split <= head.length(); split++) {
            assertThat(folded(new HeaderLineScanner(), head, split))
                    .as(head + split)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nA: b c\t\r\nB:\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n\r\n{\r\n  \"limit\": 1\n\t}",
                "\r\n\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n body\n more",
                "GET / HTTP/1.1\n\n body\n more",
                " GET / HTTP/1.1\r\n\r\n"
            })
    void findsNoneElsewhereNorInABody(String request) {
        for (int split = 0; split <= request.length(); split++) {
            assertThat(folded(new HeaderLineScanner(), request, split))
                    .as(request + split)
                    .isFalse();
        }
    }

    @Test
    void looksAtTheNextHeadOnceItIsExpected() {
        HeaderLineScanner lines = new HeaderLineScanner();
        String plain = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
        String folded = "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n";
        assertThat(folded(lines, plain, 0)).isFalse();
        assertThat(folded(lines, folded, 0)).isFalse();
        lines.begin();
        assertThat(folded(lines, folded, 0)).isTrue();
    }

    @Test
    void consumesNothing() {
        ByteBuf bytes = bytes("GET / HTTP/1.1\r\n\r\n");
        assertThat(new HeaderLineScanner().foldedIn(bytes)).isFalse();
        assertThat(bytes.readableBytes()).isEqualTo(18);
    }

    private static boolean folded(HeaderLineScanner lines, String text, int split) {
        boolean first = lines.foldedIn(bytes(text.substring(0, split)));
        return first || lines.foldedIn(bytes(text.substring(split)));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
