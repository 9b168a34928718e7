package io.metagate.gateway.connection.pipelining;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.test.Eventually;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleConnectionHandlerTest {

    private static final long IDLE = 20;

    private final Socket connection = new Socket();
    private final IdleEvents replaced = new IdleEvents();
    private final IdleEvents plain = new IdleEvents();

    @BeforeEach
    void open() {
        connection
                .pipeline()
                .addLast("idle", idleStateHandler())
                .addLast(replaced)
                .addLast(idleStateHandler())
                .addLast(plain);
        IdleConnectionHandler.replaceIn(connection.pipeline());
    }

    private static IdleStateHandler idleStateHandler() {
        return new IdleStateHandler(0, 0, IDLE, TimeUnit.MILLISECONDS);
    }

    @Test
    void takesTheTimesOfTheHandlerThatItReplaces() {
        assertThat(connection.pipeline().names()).contains("idle-connection").doesNotContain("idle");
        assertThat(connection.pipeline().get(IdleConnectionHandler.class).getAllIdleTimeInMillis())
                .isEqualTo(IDLE);
        passUntil("the connection is idle", () -> replaced.count == 1);
    }

    @Test
    void takesAConnectionForBusyThatHasSomethingUnsent() {
        connection.full = true;
        var unused = connection.writeAndFlush(Unpooled.copyLong(1));
        passUntil("another handler has taken it for idle twice", () -> plain.count == 2);
        assertThat(replaced.count).isZero();

        connection.full = false;
        connection.flush();
        connection.releaseOutbound();
        passUntil("the connection is idle", () -> replaced.count == 1);
    }

    @Test
    void addsNothingWhereNothingWatchesForIdleness() {
        EmbeddedChannel other = new EmbeddedChannel();
        IdleConnectionHandler.replaceIn(other.pipeline());
        assertThat(other.pipeline().get("idle-connection")).isNull();
    }

    private void passUntil(String what, Callable<Boolean> condition) {
        Eventually.holds(what, () -> {
            connection.runScheduledPendingTasks();
            return condition.call();
        });
    }

    /** Takes nothing while it is full. */
    private static final class Socket extends EmbeddedChannel {

        private boolean full;

        @Override
        protected void doWrite(ChannelOutboundBuffer out) throws Exception {
            if (!full) {
                super.doWrite(out);
            }
        }
    }

    /** Counts them. */
    private static final class IdleEvents extends ChannelInboundHandlerAdapter {

        private int count;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof IdleStateEvent) {
                count++;
            }
        }
    }
}
