package io.metagate.gateway.connection.pipelining;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection keeps from the server, byte by byte, and when it lets go of it. */
class HeldRequestsTest {

    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);
    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String SIZED = "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nno line..";

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Passed passed = new Passed();
    private final EmbeddedChannel connection = new EmbeddedChannel();

    @BeforeEach
    void open() {
        Metrics.addRegistry(metrics);
        connection.freezeTime();
        connection
                .pipeline()
                .addLast(new PipeliningHandler(HEAD_TIMEOUT, true, new PipelinedRequestThrottles(1_000_000)))
                .addLast(passed)
                .addLast("httpDecoder", new HttpRequestDecoder())
                .addLast("httpEncoder", new HttpResponseEncoder())
                .addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        ReferenceCountUtil.release(message);
                    }
                });
    }

    @AfterEach
    void close() {
        Metrics.removeRegistry(metrics);
        connection.finishAndReleaseAll();
    }

    @Test
    void letsNoByteInOfTheNextRequestBehindABodyWithoutALine() {
        for (int split = 1; split <= SIZED.length(); split++) {
            passed.text.setLength(0);
            says(SIZED.substring(0, split));
            says(SIZED.substring(split) + GET);

            assertThat(passed.text).as("split at %d", split).hasToString(SIZED);
            answer();
            assertThat(passed.text).hasToString(SIZED + GET);
            answer();
        }
    }

    @Test
    void hangsUpOnAHeadThatTakesTooLong() {
        says(GET.substring(0, 20));
        pass(HEAD_TIMEOUT.minusMillis(1));
        assertThat(connection.isOpen()).isTrue();
        says(GET.substring(20, 22));
        pass(Duration.ofMillis(1));

        assertThat(connection.isOpen()).isFalse();
        assertThat(counted("slow")).isOne();
    }

    @Test
    void hangsUpOnNobodyWhoseHeadIsThere() {
        says(GET);
        pass(HEAD_TIMEOUT.multipliedBy(2));
        answer();
        pass(HEAD_TIMEOUT.multipliedBy(2));
        says(SIZED.substring(0, SIZED.length() - 1));
        pass(HEAD_TIMEOUT.multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
        assertThat(counted("slow")).isZero();
    }

    /** The server would skip it, and read what is behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"\0\n\n", " \n\n", "\t\r\n\r\n", "\u0007\r\n\r\n"})
    void letsNothingInBehindALineThatTheServerWouldSkip(String skipped) {
        says(skipped + "GET /a HTTP/1.1\r\nA: a\r\n b\r\nHost: h\r\n\r\n");

        assertThat(passed.text.toString()).endsWith("?\n").doesNotContain("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", " ", "\t", "\u0007"})
    void hangsUpOnAHeadThatNeverBegins(String skipped) {
        says(skipped);
        pass(HEAD_TIMEOUT.multipliedBy(2));

        assertThat(connection.isOpen()).isFalse();
        assertThat(counted("slow")).isOne();
    }

    /** RFC 9112 section 2.2: some clients send an empty line behind a body. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void readsOverAnEmptyLineBeforeARequest(int split) {
        String empty = "\r\n";
        says(empty.substring(0, split));
        says(empty.substring(split));
        says(SIZED + empty);
        answer();
        pass(HEAD_TIMEOUT.multipliedBy(2));
        assertThat(connection.isOpen()).isTrue();
        assertThat(connection.config().isAutoRead())
                .as("nothing is held, so that the end of the connection is seen")
                .isTrue();

        says(GET);
        assertThat(passed.text).hasToString(SIZED + GET);
        assertThat(counted("slow")).isZero();
    }

    @Test
    void takesMoreThanAnEmptyLineForAHead() {
        says("\r\n\r");
        pass(HEAD_TIMEOUT.multipliedBy(2));

        assertThat(connection.isOpen()).isFalse();
        assertThat(counted("slow")).isOne();
    }

    @Test
    void countsWhomItHangsUpOnForAFoldedLine() {
        says("GET / HTTP/1.1\r\nA: a\r\n b\r\n\r\n");

        assertThat(connection.isOpen()).isFalse();
        assertThat(counted("folded")).isOne();
    }

    @Test
    void letsGoOfWhatItHoldsWhenTheClientLeaves() {
        ByteBuf held = held();

        var unused = connection.close();
        connection.runPendingTasks();
        assertThat(held.refCnt()).isZero();
    }

    @Test
    void letsGoOfWhatItHoldsBehindTheLastAnswer() {
        ByteBuf held = held();

        DefaultFullHttpResponse last = response();
        last.headers().set(HttpHeaderNames.CONNECTION, "close");
        connection.writeOutbound(last);
        connection.runPendingTasks();
        assertThat(held.refCnt()).isZero();
        assertThat(passed.text).hasToString(GET);
        assertThat(connection.config().isAutoRead())
                .as("the end of the connection is seen")
                .isTrue();
    }

    @Test
    void letsGoOfWhatItHoldsWhenItHangsUp() {
        says(GET);
        ByteBuf folded = Unpooled.copiedBuffer("GET / HTTP/1.1\r\nA: a\r\n b\r\n\r\n", ISO_8859_1);
        ByteBuf more = Unpooled.copiedBuffer(GET, ISO_8859_1);
        connection.writeInbound(folded, more);
        answer();

        assertThat(connection.isOpen()).isFalse();
        assertThat(folded.refCnt()).isZero();
        assertThat(more.refCnt()).isZero();
    }

    @Test
    void letsGoOfWhatItHoldsWhenItIsTakenOff() {
        ByteBuf held = held();

        PipeliningHandler unused = connection.pipeline().remove(PipeliningHandler.class);
        assertThat(held.refCnt()).isZero();
    }

    @Test
    void wantsNothingMoreOnceItIsTakenOff() {
        says(GET.substring(0, 20));
        PipeliningHandler unused = connection.pipeline().remove(PipeliningHandler.class);
        pass(HEAD_TIMEOUT.multipliedBy(2));

        assertThat(connection.isOpen()).isTrue();
        assertThat(counted("slow")).isZero();
    }

    @Test
    void waitsForNoTurnOnceItIsTakenOff() {
        held();
        passed.complete = 0;
        passed.whenComplete = () -> connection.pipeline().remove(PipeliningHandler.class);
        answer();

        assertThat(passed.complete)
                .as("that it looked whether it can go on, and no turn")
                .isOne();
    }

    @Test
    void saysNothingOnceItHasHungUp() {
        connection.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void close(ChannelHandlerContext context, ChannelPromise promise) {
                // as where something is still on its way
            }
        });
        says("GET / HTTP/1.1\r\nA: a\r\n b\r\n\r\n");
        var answer = connection.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE));
        connection.runPendingTasks();

        assertThat(answer.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(connection.outboundMessages()).isEmpty();
        assertThat(counted("503")).as("answers that nobody recorded").isZero();
    }

    @Test
    void readsOnForWhoeverAsksUnlessItHoldsSomething() {
        AtomicInteger reads = new AtomicInteger();
        connection.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext context) {
                reads.incrementAndGet();
            }
        });
        connection.read();
        assertThat(reads).hasValue(1);

        held();
        reads.set(0);
        connection.read();
        assertThat(reads).hasValue(0);
    }

    @Test
    void takesOverWhichConnectionIsIdleOnceItFollowsItsRequests() {
        connection.pipeline().addLast(new IdleStateHandler(0, 0, 60));
        says("G");
        assertThat(connection.pipeline().get(IdleConnectionHandler.class)).isNotNull();
        assertThat(connection.pipeline().names()).containsOnlyOnce("exchange-tracker");
    }

    @Test
    void tellsTheOthersOnTheConnectionWhatHappensToIt() {
        connection.writeInbound("no bytes");
        assertThat(passed.others).isOne();

        var large = connection
                .pipeline()
                .context(PipeliningHandler.class)
                .write(Unpooled.buffer().writeZero(100_000));
        assertThat(passed.writability).isOne();
        connection.flush();
        assertThat(passed.writability).isEqualTo(2);
        assertThat(large.isSuccess()).isTrue();

        var unused = connection.close();
        assertThat(passed.gone).isTrue();
    }

    /** A request that is held, as the one before is not answered. */
    private ByteBuf held() {
        says(GET);
        ByteBuf next = Unpooled.copiedBuffer(GET, ISO_8859_1);
        connection.writeInbound(next);
        assertThat(next.refCnt()).isOne();
        assertThat(passed.text).hasToString(GET);
        return next;
    }

    private void says(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    private void answer() {
        var unused = connection.writeAndFlush(response());
        connection.runPendingTasks();
        connection.releaseOutbound();
    }

    private static DefaultFullHttpResponse response() {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return response;
    }

    private void pass(Duration time) {
        connection.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        connection.runScheduledPendingTasks();
    }

    private double counted(String why) {
        return metrics.counter("metagate.http.unaudited", "answer", why).count();
    }

    /** Notes what is let in, and what becomes of the connection. */
    private static final class Passed extends ChannelInboundHandlerAdapter {

        private final StringBuilder text = new StringBuilder();
        private int others;
        private Runnable whenComplete = () -> {};
        private int complete;
        private int writability;
        private boolean gone;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes) {
                text.append(bytes.toString(ISO_8859_1));
            } else {
                others++;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            complete++;
            whenComplete.run();
            context.fireChannelReadComplete();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            writability++;
            context.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            gone = true;
            context.fireChannelInactive();
        }
    }
}
