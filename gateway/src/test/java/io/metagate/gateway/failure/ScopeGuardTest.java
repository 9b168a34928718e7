package io.metagate.gateway.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScopeGuardTest {

    private final AtomicInteger undone = new AtomicInteger();

    @Test
    void undoesNothingOnceItIsDismissed() {
        work(() -> {});
        assertThat(undone).hasValue(0);
    }

    @Test
    void undoesWhateverEndsTheBlock() {
        assertThatThrownBy(() -> work(() -> {
                    throw new IllegalStateException("x");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> work(() -> {
                    throw new StackOverflowError("x");
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(undone).hasValue(2);
    }

    private void work(Runnable work) {
        try (ScopeGuard guard = ScopeGuard.unlessDismissed(undone::incrementAndGet)) {
            work.run();
            guard.dismiss();
        }
    }
}
