package io.metagate.gateway.connection.pipelining;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.metagate.test.Seeded;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipeliningHandlerTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String SIZED = "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nGET /\r\n\r\n";
    private static final String CHUNKED =
            "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na\r\nb\r\n0\r\nT: v\r\n\r\n";

    /** So many pipelined requests in a second that none waits. */
    private static final int FAST = 1_000_000;

    private final Server server = new Server();
    private final EmbeddedChannel connection = open(true);

    @Test
    void letsTheNextRequestInWhenTheOneBeforeIsAnswered() {
        says(GET.repeat(5));
        assertThat(server.paths).containsExactly("/a");

        answer(HttpResponseStatus.OK, 0);
        assertThat(server.paths).hasSize(2);
        for (int i = 0; i < 4; i++) {
            answer(HttpResponseStatus.OK, 0);
        }
        assertThat(server.paths).hasSize(5);
    }

    @Test
    void doesNotTakeAnInterimAnswerForTheAnswer() {
        says(GET + GET);
        answer(HttpResponseStatus.CONTINUE, 0);
        assertThat(server.paths).hasSize(1);
        answer(HttpResponseStatus.OK, 0);
        assertThat(server.paths).hasSize(2);
    }

    @Test
    void letsNothingInWhileTheClientDoesNotTakeItsAnswer() {
        says(GET + GET);
        // As long as it has not been flushed, it is on its way.
        var unused = connection.write(response(HttpResponseStatus.OK, 200_000));
        connection.runPendingTasks();
        assertThat(connection.isWritable()).isFalse();
        assertThat(server.paths).hasSize(1);

        connection.flush();
        connection.runPendingTasks();
        assertThat(server.paths).hasSize(2);
    }

    @Test
    void readsNoMoreWhileItHoldsSomethingBack() {
        says(GET);
        assertThat(connection.config().isAutoRead()).isTrue();
        says(GET);
        assertThat(connection.config().isAutoRead()).isFalse();
        connection.config().setAutoRead(true);
        assertThat(connection.config().isAutoRead()).as("whoever turns it on").isFalse();

        answer(HttpResponseStatus.OK, 0);
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void partsRequestsWhereverTheBytesAreSplit() {
        String all = GET + SIZED + CHUNKED + SIZED + GET + CHUNKED;
        Seeded choices = Seeded.forTest("split requests");
        for (int round = 0; round < 200; round++) {
            Server partial = new Server();
            EmbeddedChannel one = open(true, partial);
            int from = 0;
            while (from < all.length()) {
                int to = Math.min(all.length(), from + 1 + choices.below(60));
                one.writeInbound(Unpooled.copiedBuffer(all.substring(from, to), ISO_8859_1));
                from = to;
                if (choices.chance(50) && partial.complete > partial.answered) {
                    partial.answer(one);
                }
            }
            while (partial.complete > partial.answered) {
                assertThat(partial.complete).isEqualTo(partial.answered + 1);
                partial.answer(one);
            }
            assertThat(partial.paths).containsExactly("/a", "/b", "/c", "/b", "/a", "/c");
            one.finishAndReleaseAll();
        }
    }

    @Test
    void findsAFoldedLineInALaterRequestToo() {
        for (String before : List.of(GET, SIZED, CHUNKED)) {
            Server later = new Server();
            EmbeddedChannel one = open(true, later);
            one.writeInbound(
                    Unpooled.copiedBuffer(before + "GET / HTTP/1.1\r\nHost: h\r\nA: a\r\n b\r\n\r\n", ISO_8859_1));
            assertThat(one.isOpen()).isTrue();
            later.answer(one);
            assertThat(one.isOpen()).as(before).isFalse();
            assertThat(later.paths).hasSize(1);
        }
    }

    @Test
    void letsNothingInBehindAnAnswerThatIsTheLast() {
        says(GET + GET);
        var last = response(HttpResponseStatus.BAD_REQUEST, 0);
        last.headers().set(HttpHeaderNames.CONNECTION, "close");
        connection.writeOutbound(last);
        connection.runPendingTasks();
        says(GET);
        assertThat(server.paths).hasSize(1);
    }

    @Test
    void letsTheBodyInOfARequestThatIsAnsweredAlready() {
        says(SIZED.substring(0, SIZED.length() - 5));
        answer(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, 0);
        says(SIZED.substring(SIZED.length() - 5) + GET);
        assertThat(server.complete).isEqualTo(2);
        assertThat(server.paths).containsExactly("/b", "/a");
    }

    @Test
    void hangsUpOnAnotherProtocolThanHttp1() {
        EmbeddedChannel undecided = new EmbeddedChannel();
        undecided.pipeline().addLast(pipelining(false, FAST));
        undecided.writeInbound(Unpooled.copiedBuffer("PRI ", ISO_8859_1));
        assertThat(undecided.isOpen()).as("so many bytes tell it").isTrue();
        undecided.writeInbound(Unpooled.copiedBuffer("* HTTP/2.0\r\n\r\nSM\r\n\r\n", ISO_8859_1));
        assertThat(undecided.isOpen()).isFalse();
        assertThat(undecided.inboundMessages())
                .as("and no more than those are let in")
                .hasSize(4);
    }

    @Test
    void letsARequestThatDidNotWaitForAnAnswerWaitForItsTurn() {
        Server paced = new Server();
        EmbeddedChannel one = open(true, paced, 2);
        one.writeInbound(Unpooled.copiedBuffer(GET.repeat(9), ISO_8859_1));
        for (int i = 0; i < 9; i++) {
            paced.answerIfDue(one);
        }
        assertThat(paced.paths).as("the first, and two turns").hasSize(3);

        Server patiently = new Server();
        EmbeddedChannel patient = open(true, patiently, 1);
        for (int i = 0; i < 9; i++) {
            patient.writeInbound(Unpooled.copiedBuffer(GET, ISO_8859_1));
            patiently.answer(patient);
        }
        assertThat(patiently.paths).as("nobody else waits").hasSize(9);
    }

    @Test
    void gapsBetweenTheBytesOfOneRequestNeedNoTurn() {
        Server paced = new Server();
        EmbeddedChannel one = open(true, paced, 1);
        for (char each : (SIZED + GET).toCharArray()) {
            one.writeInbound(Unpooled.copiedBuffer(String.valueOf(each), ISO_8859_1));
        }
        paced.answer(one);
        assertThat(paced.paths).containsExactly("/b", "/a");
    }

    @Test
    void countsEachRefusalThatNobodyRecorded() {
        says(GET);
        MeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            for (HttpVersion version :
                    List.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.valueOf("HTTP/1.2"))) {
                connection.writeOutbound(new DefaultFullHttpResponse(version, HttpResponseStatus.BAD_REQUEST));
                connection.runPendingTasks();
                ByteBuf answer = connection.readOutbound();
                assertThat(answer.toString(ISO_8859_1))
                        .startsWith(version.equals(HttpVersion.HTTP_1_0) ? "HTTP/1.0 " : "HTTP/1.1 ");
                answer.release();
            }
            connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
            var recorded = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
            recorded.headers().set("metagate-audit-id", "1");
            connection.writeOutbound(recorded);
            assertThat(registry.counter("metagate.http.unaudited", "answer", "400")
                            .count())
                    .isEqualTo(3);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void hidesFromTheManagementServerThatAClientWantsAnotherProtocol() {
        Server management = new Server();
        EmbeddedChannel one = open(false, management);
        one.writeInbound(Unpooled.copiedBuffer(
                "GET /a HTTP/1.1\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nHost: h\r\n\r\n", ISO_8859_1));
        assertThat(management.names).containsExactly("Host");
    }

    private EmbeddedChannel open(boolean api) {
        return open(api, server);
    }

    private static EmbeddedChannel open(boolean api, Server server) {
        return open(api, server, FAST);
    }

    private static EmbeddedChannel open(boolean api, Server server, int perSecond) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast("pipelining", pipelining(api, perSecond));
        channel.pipeline().addLast("httpDecoder", new HttpRequestDecoder());
        channel.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
        channel.pipeline().addLast("handler", server);
        return channel;
    }

    private static PipeliningHandler pipelining(boolean api, int perSecond) {
        return new PipeliningHandler(Duration.ofMinutes(1), api, new PipelinedRequestThrottles(perSecond));
    }

    private void says(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    private void answer(HttpResponseStatus status, int length) {
        connection.writeOutbound(response(status, length));
        connection.runPendingTasks();
    }

    private static DefaultFullHttpResponse response(HttpResponseStatus status, int length) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.buffer(length).writeZero(length));
        if (!status.equals(HttpResponseStatus.CONTINUE)) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        return response;
    }

    /** Notes what comes in. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private final List<String> paths = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private int complete;
        private int answered;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                paths.add(request.uri());
                names.addAll(request.headers().names());
            }
            if (message instanceof LastHttpContent) {
                complete++;
            }
            if (message instanceof HttpContent content) {
                ReferenceCountUtil.release(content);
            }
        }

        void answerIfDue(EmbeddedChannel channel) {
            if (answered < complete) {
                answer(channel);
            }
        }

        void answer(EmbeddedChannel channel) {
            answered++;
            var unused = channel.writeAndFlush(response(HttpResponseStatus.OK, 0));
            channel.runPendingTasks();
            channel.releaseOutbound();
        }
    }
}
