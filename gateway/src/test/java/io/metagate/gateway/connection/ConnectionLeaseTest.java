package io.metagate.gateway.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.LiveHttpServer;
import io.metagate.test.Eventually;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionLeaseTest {

    private static final int PATIENCE_SECONDS = 20;

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
        first.run();
        assertThat(limiter.count("api")).as("each of them counts once").isEqualTo(1);
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
    void isHeldByARequestWhoseClientHangsUp() throws Exception {
        CompletableFuture<Channel> opened = new CompletableFuture<>();
        CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
        try (LiveHttpServer server = new LiveHttpServer(opened::complete, asked::complete)) {
            try (Socket client = server.connect()) {
                client.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII));
                assertThat(ConnectionLease.open(opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS), limiter, "api", here))
                        .isEmpty();
                asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            Runnable held = ConnectionLease.hold(asked.join());
            opened.join().closeFuture().syncUninterruptibly();

            assertThat(limiter.count("api")).isOne();
            held.run();
            Eventually.holds("it is given back", () -> limiter.count("api") == 0);
        }
    }

    @Test
    void isNoneOfAConnectionThatNobodyCounted() {
        ConnectionLease.hold(new EmbeddedChannel()).run();
        assertThat(limiter.count("api")).isZero();
    }

    private EmbeddedChannel open() {
        EmbeddedChannel connection = new EmbeddedChannel();
        assertThat(ConnectionLease.open(connection, limiter, "api", here)).isEmpty();
        return connection;
    }
}
