package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.test.Eventually;
import io.metagate.test.Seeded;
import io.netty.channel.Channel;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalChannel;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionRaceTest {

    private static final int MOST = 24;
    private static final int THREADS = 8;
    private static final int ROUNDS = 2_000;

    private final EventLoopGroup loops = new DefaultEventLoopGroup(3);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ConnectionLimiter limiter = new ConnectionLimiter(MOST, MOST / 2);
    private final List<Channel> opened = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void losesNoPlaceAndNoRequestHoweverConnectionsAreOpenedAndClosed() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Seeded choices = Seeded.forTest("connection races, thread " + i);
            running.add(threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    goOn(choices);
                }
                return true;
            }));
        }
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertThat(asked).hasPositiveValue();
        assertThat(lost).as("requests whose connection was evicted").hasValue(0);
        Eventually.holds("what was evicted is closed", () -> open() <= MOST && open() == limiter.count("api"));

        opened.forEach(one -> one.close().syncUninterruptibly());
        Eventually.holds("all places are free", () -> limiter.count("api") == 0);
    }

    private long open() {
        return opened.stream().filter(Channel::isOpen).count();
    }

    private void goOn(Seeded choices) throws Exception {
        Channel connection = new LocalChannel();
        loops.register(connection).sync();
        InetAddress from = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) choices.below(5)});
        if (ConnectionLease.open(connection, limiter, "api", from).isPresent()) {
            connection.close().sync();
            return;
        }
        opened.add(connection);
        assertThat(limiter.count("api")).isLessThanOrEqualTo(MOST);
        boolean goesAway = choices.chance(10);
        if (choices.chance(60)
                && connection.eventLoop().submit(() -> begins(connection)).get()
                && !goesAway) {
            connection.eventLoop().submit(() -> answer(connection)).get();
        }
        if (goesAway || choices.chance(30)) {
            connection.close().sync();
        }
    }

    private boolean begins(Channel connection) {
        RequestLease requests = connection.pipeline().get(RequestLease.class);
        return requests != null && requests.begin();
    }

    private void answer(Channel connection) {
        asked.incrementAndGet();
        if (connection.isOpen()) {
            connection.pipeline().get(RequestLease.class).end();
        } else {
            lost.incrementAndGet();
        }
    }
}
