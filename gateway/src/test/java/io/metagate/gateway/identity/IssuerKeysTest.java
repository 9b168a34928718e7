package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.oidc.keys.FetchedKeySet;
import io.metagate.oidc.keys.KeySet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final int FAILURES = 3;
    private static final KeySet LISTED = new KeySet(List.of(VerifiedTokens.KEY));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch read = new CountDownLatch(2);
    private final AtomicLong time = new AtomicLong();

    @Test
    void areReadAgainByATaskThatOutlivesWhateverReadingThrows() throws Exception {
        // Each look at the clock finds it later than a set may be old.
        IssuerKeys keys = new IssuerKeys(
                this::answer,
                Duration.ofSeconds(1),
                () -> time.addAndGet(Duration.ofSeconds(2).toNanos()),
                meters);
        keys.begin(new PeriodicTasks(meters));
        try {
            assertThat(read.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            keys.end(new ShutdownEvent());
        }

        assertThat(meters.get("metagate.background.failures")
                        .tag("task", "issuer-keys")
                        .functionCounter()
                        .count())
                .isEqualTo(FAILURES);
        assertThat(meters.get("metagate.background.late")
                        .tag("task", "issuer-keys")
                        .gauge()
                        .value())
                .isZero();
    }

    private CompletionStage<FetchedKeySet> answer() {
        if (asked.incrementAndGet() <= FAILURES) {
            throw new OutOfMemoryError("injected");
        }
        read.countDown();
        return CompletableFuture.completedFuture(new FetchedKeySet(LISTED, Optional.empty()));
    }
}
