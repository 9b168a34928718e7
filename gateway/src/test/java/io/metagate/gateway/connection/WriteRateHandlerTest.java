package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WriteRateHandlerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** 300 bytes in each period. */
    private static final long RATE = 10;

    private static final int LARGE = 100_000_000;

    private long now;
    private final Socket client = new Socket();

    @Test
    void closesAConnectionOfWhichNothingIsTaken() {
        send(LARGE);
        closesTaking(0);
    }

    @Test
    void closesOneOfWhichALittleIsTakenNowAndThen() {
        send(LARGE);
        closesTaking(1);
    }

    @Test
    void closesOneThatTakesItsSecondAnswerTooSlowly() {
        for (int i = 0; i < 1000; i++) {
            send(10);
            client.take(10);
        }
        send(LARGE);
        closesTaking(0);
    }

    @Test
    void leavesOneOpenThatTakesEnough() {
        send(LARGE);
        for (int i = 0; i < 100; i++) {
            client.take(110);
            pass(TIMEOUT.dividedBy(3));
        }
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void closesOneThatTookEnoughUntilItStopped() {
        send(LARGE);
        for (int i = 0; i < 4; i++) {
            client.take(LARGE / 10);
            pass(TIMEOUT);
            assertThat(client.isOpen()).isTrue();
        }
        pass(TIMEOUT);
        assertThat(client.isOpen()).isFalse();
    }

    /** What was sent to its end counts like what is on its way. */
    @Test
    void leavesOneOpenThatTakesJustEnoughInManyPieces() {
        for (int i = 0; i < 3; i++) {
            send(150);
        }
        client.take(150);
        client.take(150);
        pass(TIMEOUT);
        assertThat(client.isOpen()).isTrue();
        pass(TIMEOUT);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void countsWhomItHangsUpOn() {
        MeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            send(LARGE);
            pass(TIMEOUT);
            assertThat(registry.counter("metagate.http.write.timeouts").count()).isOne();
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    @Test
    void leavesOneOpenThatTakesAllOfLittle() {
        for (int i = 0; i < 1000; i++) {
            send(1);
            pass(TIMEOUT.dividedBy(2));
            client.take(1);
        }
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void leavesOneOpenToWhichNothingIsSent() {
        pass(TIMEOUT.multipliedBy(3));
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void closesOneThatTakesNothingOfWhatItIsSentBetweenTwoChecks() {
        send(10);
        client.take(10);
        pass(TIMEOUT.dividedBy(2));
        send(LARGE);
        closesTaking(0);
    }

    @Test
    void checksAConnectionNoMoreThatIsClosed() {
        send(LARGE);
        var unused = client.pipeline().close();
        client.runPendingTasks();
        assertThat(client.runScheduledPendingTasks()).as("nothing is due").isEqualTo(-1);
    }

    @Test
    void passesOnWhatIsNoneOfItsConcern() {
        AtomicBoolean gone = new AtomicBoolean();
        EmbeddedChannel connection =
                new EmbeddedChannel(new WriteRateHandler(TIMEOUT, RATE), new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                        gone.set(true);
                    }
                });
        connection.writeOutbound("no bytes", Unpooled.EMPTY_BUFFER);
        assertThat(connection.outboundMessages()).containsExactly("no bytes", Unpooled.EMPTY_BUFFER);
        assertThat(connection.runScheduledPendingTasks()).isEqualTo(-1);

        var unused = connection.close();
        assertThat(gone).isTrue();
    }

    private void send(int bytes) {
        var unused = client.write(Unpooled.wrappedBuffer(new byte[bytes]));
        client.flush();
    }

    /** So many bytes are taken all in all, which is less than a client must take in a period. */
    private void closesTaking(int bytes) {
        client.take(bytes);
        pass(TIMEOUT.minusMillis(1));
        assertThat(client.isOpen()).isTrue();
        pass(TIMEOUT);
        assertThat(client.isOpen()).isFalse();
    }

    private void pass(Duration time) {
        now += time.toNanos();
        client.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        client.runScheduledPendingTasks();
    }

    /** A connection whose client takes as many bytes as it is told to. */
    private final class Socket extends EmbeddedChannel {

        private int takes;

        Socket() {
            freezeTime();
            pipeline().addFirst(new WriteRateHandler(TIMEOUT, RATE, () -> now));
        }

        void take(int bytes) {
            takes = bytes;
            flush();
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
