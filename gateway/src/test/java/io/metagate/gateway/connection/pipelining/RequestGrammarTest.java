package io.metagate.gateway.connection.pipelining;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.metagate.test.Seeded;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which request lines and chunks reach the server as such: those of RFC 9112, and none that it would read into more.
 */
class RequestGrammarTest {

    private static final int ROUNDS = 20_000;
    private static final String FIELDS = "Host: h\r\n\r\n";
    private static final String LINE = "GET /a HTTP/1.1\r\n";
    private static final String CHUNKED = "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String DATA = "x".repeat(0x22);

    /** RFC 9110 section 5.6.2. */
    private static final String TOKEN = "[-!#$%&'*+.^_`|~a-zA-Z0-9]+";

    /** RFC 9112 section 3, behind the empty line of section 2.2; a byte more may end the head before its field. */
    private static final Pattern REQUEST =
            Pattern.compile("(?:\r\n)?" + TOKEN + " [\\x21-\\x7e]+ HTTP/[0-9]\\.[0-9]\r\n(?:Host: h\r\n)?\r\n");

    /** RFC 9112 section 7.1.1, less what is not ASCII, which the server refuses. */
    private static final String EXTENSIONS = "(?:[ \t]*;[ \t]*" + TOKEN + "(?:[ \t]*=[ \t]*(?:" + TOKEN
            + "|\"(?:[\t \\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\t \\x21-\\x7e])*\"))?)*";

    /** RFC 9112 section 7.1, for chunks of one size. */
    private static final Pattern BODY = Pattern.compile("(?:0{0,6}22" + EXTENSIONS + "\r\n" + DATA + "\r\n)*0{1,8}"
            + EXTENSIONS + "\r\n(?:" + TOKEN + ":[\t \\x21-\\x7e\\x80-\\xff]*\r\n)*\r\n");

    private final Seeded choices = Seeded.forTest("request grammar");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0" + LINE,
                "\0\0\0" + LINE,
                "\u0001\u0002\r\n" + LINE,
                "\u001f" + LINE,
                " " + LINE,
                "\t" + LINE,
                "\n" + LINE,
                "\r" + LINE,
                "\n\n" + LINE,
                "\r\r\n" + LINE,
                "\r\n\r\n" + LINE,
                "\r\n\0" + LINE,
                "\u007f" + LINE,
                "\u00a0" + LINE,
                "GET\u000b/a HTTP/1.1\r\n",
                "GET\f/a HTTP/1.1\r\n",
                "GET\t/a HTTP/1.1\r\n",
                "GET\r/a HTTP/1.1\r\n",
                "GET  /a HTTP/1.1\r\n",
                "GET /a  HTTP/1.1\r\n",
                "GET /a\tHTTP/1.1\r\n",
                "GET /a\u000bHTTP/1.1\r\n",
                "GET /a HTTP/1.1 \r\n",
                "GET /a HTTP/1.1\t\r\n",
                "GET /a HTTP/1.1\r\r\n",
                "GET /a HTTP/1.1\n",
                "GET\u001b /a HTTP/1.1\r\n",
                "GET\0 /a HTTP/1.1\r\n",
                "G\u007fT /a HTTP/1.1\r\n",
                "GET /a\0b HTTP/1.1\r\n",
                "GET /\u00e4 HTTP/1.1\r\n",
                "GET /a\u007f HTTP/1.1\r\n",
                "GET /a b HTTP/1.1\r\n",
                "GET /a\r\n",
                "GET /a HTTP/1\r\n",
                "GET /a HTTP/01.1\r\n",
                "GET /a http/1.1\r\n",
                "\r\n"
            })
    void refusesARequestLineThatOthersMayReadOtherwise(String line) {
        for (int split = 0; split <= line.length(); split++) {
            Server server = send(line.substring(0, split), line.substring(split) + FIELDS);
            assertThat(server.refused).as("split at %d", split).isOne();
            assertThat(server.accepted).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {LINE, "\r\n" + LINE, "M-SEARCH * HTTP/1.0\r\n", "GET http://h/{\"\\|^`<>}?%zz#~ HTTP/1.1\r\n"})
    void letsOthersIn(String line) {
        for (int split = 0; split <= line.length(); split++) {
            Server server = send(line.substring(0, split), line.substring(split) + FIELDS);
            assertThat(server.accepted).as("split at %d", split).isOne();
            assertThat(server.refused).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22 x\r\n",
                "22 \r\n",
                "22\t\r\n",
                "22\0\r\n",
                "22\u000b\r\n",
                "\u000b22\r\n",
                "\t22\r\n",
                " 22\r\n",
                "\r\n22\r\n",
                "22\r\r\n",
                "22\n",
                "0x22\r\n",
                "+22\r\n",
                "-22\r\n",
                "22,\r\n",
                "22\u00a0\r\n",
                "000000022\r\n",
                "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000022\r\n",
                "22;\r\n",
                "22; a\0=b\r\n",
                "22;a=\u0007\r\n",
                "22;a=\"b\r\n",
                "22;a=b c\r\n",
                ";a\r\n",
                "\r\n"
            })
    void refusesAMalformedChunkSize(String size) {
        requireRefused(size + DATA + "\r\n0\r\n\r\n");
        requireRefused("22\r\n" + DATA + "\r\n" + size + DATA + "\r\n0\r\n\r\n");
        requireRefused(size.replace("22", "00") + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n", " \r\n", "x\r\n", "\0\r\n", ""})
    void refusesAChunkThatDoesNotEndWithItsData(String end) {
        requireRefused("22\r\n" + DATA + end + "0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: b\n",
                "A: b\r\n c\r\n",
                " A: b\r\n",
                "\tA: b\r\n",
                "A : b\r\n",
                "A\0: b\r\n",
                "A: \0\r\n",
                "A: \u000bb\r\n",
                "A: b\rc\r\n",
                "A: b\r\r\n",
                "A\r\n",
                ": b\r\n",
                "Content-Length\t: 3\r\n",
                "\r"
            })
    void refusesAMalformedTrailer(String trailer) {
        requireRefused("22\r\n" + DATA + "\r\n0\r\n" + trailer + "\r\n");
    }

    @Test
    void boundsALineOfAChunk() {
        String extension = ";a=" + "b".repeat(249);
        requireAccepted("22" + extension + "\r\n" + DATA + "\r\n0\r\n\r\n");
        requireRefused("22" + extension + "bb\r\n" + DATA + "\r\n0\r\n\r\n");
        requireRefused("0\r\nA: " + "b".repeat(5_000) + "\r\n\r\n");
    }

    @Test
    void letsInJustTheRequestLinesOfTheGrammar() {
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(oneOf("", "\r\n", "\n", "\r", " ", "\0", "\r\n\r\n")
                            + oneOf("GET", "M-SEARCH", "G\u001bT", "", "GET\0")
                            + oneOf(" ", "  ", "\t", "\u000b", "")
                            + oneOf("/a", "*", "/\u00e4", "/a\0b", "")
                            + oneOf(" ", "\f", "\r", "   ", "")
                            + oneOf("HTTP/1.1", "HTTP/1.0", "http/1.1", "HTTP/1.", "")
                            + oneOf("\r\n", "\n", "\r\r\n", " \r\n", "\0\r\n"))
                    + FIELDS;
            boolean expected = REQUEST.matcher(text).lookingAt();
            assertThat(inPieces(text).accepted == 1).as(shown(text)).isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
    }

    @Test
    void letsInJustTheChunksOfTheGrammar() {
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String chunk = mutated(size("22")) + DATA + oneOf("\r\n", "\n", "\r\r\n", "");
            String text = (choices.chance(70) ? chunk : "")
                    + mutated(size("0"))
                    + (choices.chance(50)
                            ? mutated("A" + oneOf(":", " :", "") + oneOf("", " b", "\u00e4") + "\r\n")
                            : "")
                    + oneOf("\r\n", "\n", "\r\r\n");
            boolean expected = BODY.matcher(text).lookingAt();
            Server server = inPieces(CHUNKED + text);
            assertThat(server.whole == 1 && server.broken == 0).as(shown(text)).isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isBetween(ROUNDS / 50, ROUNDS - ROUNDS / 50);
    }

    private String size(String digits) {
        return oneOf("", " ", "\t", "\u000b", "+")
                + oneOf(digits, "0" + digits, "0000000" + digits)
                + oneOf("", ";a", " ; a = b", ";a=\"b\\\" c\";d", ";", " x", "\0", ";a=\0", ";a=\"")
                + oneOf("\r\n", "\n", "\r\r\n");
    }

    /** Mostly the first of them. */
    private String oneOf(String usual, String... others) {
        return choices.chance(85) ? usual : choices.oneOf(List.of(others));
    }

    /** Sometimes with a byte more. */
    private String mutated(String text) {
        int at = choices.below(Math.max(1, text.length()));
        return text.isEmpty() || choices.chance(85)
                ? text
                : text.substring(0, at) + (char) choices.below(256) + text.substring(at);
    }

    private static void requireRefused(String body) {
        for (int split = 0; split <= body.length(); split++) {
            Server server = send(CHUNKED + body.substring(0, split), body.substring(split));
            assertThat(server.accepted).as("a request that can be recorded").isOne();
            assertThat(server.broken)
                    .as("split at %d of %s", split, shown(body))
                    .isOne();
            assertThat(server.whole).isZero();
        }
    }

    private static void requireAccepted(String body) {
        Server server = send(CHUNKED + body);
        assertThat(server.whole).isOne();
        assertThat(server.broken).isZero();
    }

    private Server inPieces(String text) {
        int split = choices.below(text.length());
        return send(text.substring(0, split), text.substring(split));
    }

    private static Server send(String... pieces) {
        Server server = new Server();
        EmbeddedChannel connection = new EmbeddedChannel();
        connection
                .pipeline()
                .addLast(new PipeliningHandler(Duration.ofMinutes(1), true, new PipelinedRequestThrottles(1_000_000)))
                .addLast("httpDecoder", new HttpRequestDecoder())
                .addLast("httpEncoder", new HttpResponseEncoder())
                .addLast(server);
        for (String piece : pieces) {
            connection.writeInbound(Unpooled.copiedBuffer(piece, ISO_8859_1));
        }
        Server seen = server.copy();
        connection.finishAndReleaseAll();
        return seen;
    }

    private static String shown(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
    }

    /** Counts what comes in. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private int accepted;
        private int refused;
        private int whole;
        private int broken;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            boolean sound = ((HttpObject) message).decoderResult().isSuccess();
            if (message instanceof HttpRequest) {
                accepted += sound ? 1 : 0;
                refused += sound ? 0 : 1;
            } else if (message instanceof LastHttpContent) {
                whole += sound ? 1 : 0;
                broken += sound ? 0 : 1;
            }
            ReferenceCountUtil.release(message);
        }

        /** What came until now: the end of a connection may make more of it. */
        Server copy() {
            Server copy = new Server();
            copy.accepted = accepted;
            copy.refused = refused;
            copy.whole = whole;
            copy.broken = broken;
            return copy;
        }
    }
}
