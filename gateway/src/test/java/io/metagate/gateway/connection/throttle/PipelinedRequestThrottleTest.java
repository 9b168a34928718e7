package io.metagate.gateway.connection.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelinedRequestThrottleTest {

    private static final int PER_SECOND = 20;

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final List<Integer> turns = new ArrayList<>();

    @AfterEach
    void stop() {
        var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void givesASecondsWorthAtOnceAndTheRestOneAfterTheOther() throws Exception {
        int all = PER_SECOND + 10;
        CountDownLatch over = new CountDownLatch(all);
        long begin = System.nanoTime();
        loop.submit(() -> {
                    PipelinedRequestThrottle throttle =
                            new PipelinedRequestThrottle(loop, TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
                    for (int i = 0; i < all; i++) {
                        int turn = i;
                        throttle.await(() -> {
                            turns.add(turn);
                            over.countDown();
                        });
                    }
                })
                .get();
        int atOnce = loop.submit(turns::size).get();
        assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
        Duration time = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(atOnce).isGreaterThanOrEqualTo(PER_SECOND);
        assertThat(time).isGreaterThan(Duration.ofMillis(10 * 1000 / PER_SECOND - 50));
        assertThat(turns).isSorted().hasSize(all);
    }

    @Test
    void givesNoTurnToWhoHasLeft() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        loop.submit(() -> {
                    PipelinedRequestThrottle throttle = new PipelinedRequestThrottle(loop, TimeUnit.SECONDS.toNanos(1));
                    Runnable leaving = () -> turns.add(1);
                    throttle.await(() -> turns.add(0));
                    throttle.await(leaving);
                    throttle.await(over::countDown);
                    throttle.leave(leaving);
                })
                .get();
        assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(turns).containsExactly(0);
    }
}
