package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionLeaseTest {

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final ConnectionLimiter limiter = new ConnectionLimiter(2, 2);

    @Test
    void isGivenBackWhenTheConnectionIsClosedAndNothingIsDoneForIt() {
        EmbeddedChannel connection = open();
        Runnable first = ConnectionLease.hold(connection);
        Runnable second = ConnectionLease.hold(connection);
        assertThat(limiter.count("api")).as("an open one counts once").isEqualTo(1);

        connection.close().syncUninterruptibly();
        first.run();
        assertThat(limiter.count("api")).isEqualTo(1);
        second.run();
        assertThat(limiter.count("api")).isZero();
    }

    @Test
    void isTakenAgainForAConnectionThatIsClosedAlready() {
        EmbeddedChannel connection = open();
        connection.close().syncUninterruptibly();
        assertThat(limiter.count("api")).isZero();

        Runnable late = ConnectionLease.hold(connection);
        assertThat(limiter.count("api")).isEqualTo(1);
        late.run();
        assertThat(limiter.count("api")).isZero();
    }

    @Test
    void isNoneOfAConnectionThatNobodyCounted() {
        ConnectionLease.hold(new EmbeddedChannel()).run();
        assertThat(limiter.count("api")).isZero();
    }

    private EmbeddedChannel open() {
        assertThat(limiter.open("api", here)).isEmpty();
        EmbeddedChannel connection = new EmbeddedChannel();
        ConnectionLease.set(connection, limiter, "api", here);
        return connection;
    }
}
