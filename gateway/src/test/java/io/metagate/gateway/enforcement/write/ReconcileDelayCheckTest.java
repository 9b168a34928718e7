package io.metagate.gateway.enforcement.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.store.CommandTimes;
import io.metagate.gateway.store.StoreTimeouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconcileDelayCheckTest {

    private final Duration usual = Duration.ofSeconds(2);
    private final Duration archive = Duration.ofSeconds(4);

    @Test
    void acceptsWhatIsLongerThanTheTimeoutOfEachStore() {
        assertThat(problems(Duration.ofMillis(4001))).isEmpty();
    }

    @Test
    void namesEachStoreThatMayStillBeAtWork() {
        assertThat(problems(archive))
                .containsExactly("metagate.write.reconcile-after: not longer than the timeout of the store archive");
        assertThat(problems(Duration.ZERO))
                .containsExactly(
                        "metagate.write.reconcile-after: not longer than the timeout of the store archive",
                        "metagate.write.reconcile-after: not longer than the timeout of the store default");
    }

    private List<String> problems(Duration settleAfter) {
        CommandTimes times =
                new CommandTimes(StoreTimeouts.of(usual), () -> Map.of("archive", StoreTimeouts.of(archive)));
        return new ReconcileDelayCheck(() -> settleAfter, times).problems();
    }
}
