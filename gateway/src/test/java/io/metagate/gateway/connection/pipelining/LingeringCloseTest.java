package io.metagate.gateway.connection.pipelining;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LingeringCloseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LingeringClose close = new LingeringClose(PATIENCE);
    private final EmbeddedChannel connection = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final ChannelHandlerContext context = connection.pipeline().context(ChannelInboundHandlerAdapter.class);

    @Test
    void readsOnWhenItBeginsAndMaySayMore() {
        connection.config().setAutoRead(false);

        close.begin(context);

        assertThat(close.hasBegun()).isTrue();
        assertThat(close.isSilent()).isFalse();
        assertThat(connection.config().isAutoRead()).isTrue();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void leavesTheClientTimeToReadTheLastAnswer() {
        connection.freezeTime();
        close.begin(context);
        var unused = connection.write(Unpooled.copiedBuffer("the last", ISO_8859_1));

        close.end(context);

        assertThat(close.isSilent()).isTrue();
        assertThat(connection.<ByteBuf>readOutbound().toString(ISO_8859_1)).isEqualTo("the last");
        pass(PATIENCE.minusMillis(1));
        assertThat(connection.isOpen()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void saysNothingOnceItIsCut() {
        close.cut(context);

        assertThat(close.hasBegun()).isTrue();
        assertThat(close.isSilent()).isTrue();
        connection.runPendingTasks();
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.<Object>readOutbound()).isNull();
    }

    private void pass(Duration time) {
        connection.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        connection.runScheduledPendingTasks();
    }
}
