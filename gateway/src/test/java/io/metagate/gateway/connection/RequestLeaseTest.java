package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestLeaseTest {

    private final ConnectionLimiter limiter = new ConnectionLimiter(1, 1);
    private final EmbeddedChannel connection = new EmbeddedChannel();

    @BeforeEach
    void open() {
        assertThat(opens(connection)).isTrue();
    }

    @Test
    void keepsTheConnectionFromTheHeadUntilTheAnswerIsTaken() {
        assertThat(requests().begin()).isTrue();
        assertThat(opens(new EmbeddedChannel())).isFalse();

        var answer = connection.write(Unpooled.copyLong(1));
        requests().end();
        assertThat(opens(new EmbeddedChannel())).as("something is unsent").isFalse();

        connection.flush();
        assertThat(answer.isDone()).isTrue();
        assertThat(opens(new EmbeddedChannel())).isTrue();
        connection.runPendingTasks();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void keepsItForTheNextRequestThatBeginsBeforeTheAnswerIsTaken() {
        requests().begin();
        var answer = connection.write(Unpooled.copyLong(1));
        requests().end();
        assertThat(requests().begin()).isTrue();
        connection.flush();
        assertThat(answer.isDone()).isTrue();
        assertThat(opens(new EmbeddedChannel())).isFalse();

        requests().end();
        assertThat(opens(new EmbeddedChannel())).isTrue();
    }

    @Test
    void letsNoRequestBeginOverAnEvictedConnection() {
        assertThat(opens(new EmbeddedChannel())).isTrue();
        assertThat(connection.isOpen()).as("its event loop has not come to it").isTrue();
        assertThat(requests().begin()).isFalse();
    }

    @Test
    void givesTheLeaseBackWhenTheConnectionIsClosedUnderARequest() {
        requests().begin();
        connection.close().syncUninterruptibly();
        connection.runPendingTasks();
        assertThat(limiter.count("api")).isZero();
    }

    private RequestLease requests() {
        return connection.pipeline().get(RequestLease.class);
    }

    private boolean opens(EmbeddedChannel one) {
        return ConnectionLease.open(one, limiter, "api", InetAddress.getLoopbackAddress())
                .isEmpty();
    }
}
