package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StalledWriteHandlerTest {

    private static final Duration TIMEOUT = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket client = new Socket();

    @Test
    void closesAConnectionOfWhichNothingIsTaken() {
        send();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (client.isOpen() && System.nanoTime() < end) {
            client.runScheduledPendingTasks();
        }
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void leavesOneOpenThatTakesALittleNowAndThen() {
        send();
        long end = System.nanoTime() + 20 * TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            client.takes = 1;
            client.flush();
            client.runScheduledPendingTasks();
        }
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void leavesOneOpenToWhichNothingIsSent() {
        long end = System.nanoTime() + 5 * TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            client.runScheduledPendingTasks();
        }
        assertThat(client.isOpen()).isTrue();
    }

    private void send() {
        var unused = client.write(Unpooled.wrappedBuffer(new byte[100_000_000]));
        client.flush();
    }

    /** A connection whose client takes as many bytes as it is told to. */
    private static final class Socket extends EmbeddedChannel {

        private int takes;

        Socket() {
            pipeline().addFirst(new StalledWriteHandler(TIMEOUT));
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer out) {
            if (!out.isEmpty() && takes > 0) {
                out.removeBytes(takes);
                takes = 0;
            }
        }
    }
}
