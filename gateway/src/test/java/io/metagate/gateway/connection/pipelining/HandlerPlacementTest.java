package io.metagate.gateway.connection.pipelining;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.connection.throttle.PipelinedRequestThrottles;
import io.metagate.test.Eventually;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class HandlerPlacementTest {

    private static final String PIPELINING = "pipelining";

    private final EmbeddedChannel connection = new EmbeddedChannel();

    @Test
    void putsTheHandlerFirstWhereNothingEndsTls() {
        place();
        says("GET / HTTP/1.1\r\n");

        assertThat(names().get(0)).isEqualTo(PIPELINING);
        assertThat(connection.inboundMessages()).hasSize(1);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void hangsUpOnAFoldedLineFromTheFirstBytesOn() {
        place();
        says("GET / HTTP/1.1\r\nX-A: a\r\n b\r\n");

        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.inboundMessages()).isEmpty();
    }

    @Test
    void putsTheHandlerBehindWhatEndsTls() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(false);
        connection.pipeline().addLast("tls", new SslHandler(engine));
        place();
        connection.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x16, 3, 1, 2, 0, '\n', ' ', '\n', ' '}));

        assertThat(names()).startsWith("tls", PIPELINING);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void hangsUpOnWhoNeverBeginsARequest() {
        for (String nothing : List.of("", "\r\n", "\n\n")) {
            EmbeddedChannel silent = new EmbeddedChannel();
            silent.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
            silent.pipeline().addFirst(placement(Duration.ofMillis(20)));
            silent.writeInbound(Unpooled.copiedBuffer(nothing, US_ASCII));
            assertThat(silent.isOpen()).isTrue();
            Eventually.holds("it is closed", () -> {
                silent.runScheduledPendingTasks();
                silent.runPendingTasks();
                return !silent.isOpen();
            });
        }
    }

    @Test
    void waitsForNothingMoreOnceTheConnectionIsClosed() {
        place();
        connection.close().syncUninterruptibly();
        assertThat(connection.runScheduledPendingTasks())
                .as("time to the next timer")
                .isNegative();
    }

    private void place() {
        connection.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
        connection.pipeline().addFirst(placement(Duration.ofMinutes(1)));
    }

    private static HandlerPlacement placement(Duration headTimeout) {
        return new HandlerPlacement(new PipeliningHandler(headTimeout, true, new PipelinedRequestThrottles(1000)));
    }

    private void says(String bytes) {
        connection.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
    }

    private List<String> names() {
        return connection.pipeline().names();
    }
}
