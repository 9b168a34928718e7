package io.metagate.gateway.enforcement.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.request.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExportBulkheadTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ExportBulkhead slots = new ExportBulkhead(3, 2, nanos::get);
    private final Principal alice = ThingsPolicies.reader("https://issuer.example", "alice");
    private final Principal bob = ThingsPolicies.reader("https://issuer.example", "bob");

    @Test
    void leavesSomeToOthers() {
        assertThat(slots.take(alice)).isPresent();
        assertThat(slots.take(alice)).isPresent();
        assertThat(slots.take(alice)).isEmpty();
        assertThat(slots.take(bob)).isPresent();
        assertThat(slots.take(bob)).isEmpty();
    }

    @Test
    void givesASlotBackOnce() {
        Optional<ExportBulkhead.Slot> slot = slots.take(alice);
        slot.ifPresent(ExportBulkhead.Slot::close);
        slot.ifPresent(ExportBulkhead.Slot::close);

        assertThat(slots.used()).isZero();
    }

    @Test
    void forgetsASlotWhoseExportIsReadyAndNeverSent() {
        slots.take(alice).ifPresent(ExportBulkhead.Slot::answered);
        slots.take(alice).ifPresent(ExportBulkhead.Slot::begin);
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());

        assertThat(slots.take(alice)).isPresent();
        assertThat(slots.take(alice)).isEmpty();
        assertThat(slots.used()).isEqualTo(2);
    }

    @Test
    void keepsASlotForAsLongAsTheFirstChunkTakes() {
        slots.take(alice);
        slots.take(alice);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(slots.take(alice)).isEmpty();
    }

    @Test
    void countsAnExportThatBeginsLate() {
        Optional<ExportBulkhead.Slot> late = slots.take(alice);
        late.ifPresent(ExportBulkhead.Slot::answered);
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        slots.take(alice);
        late.ifPresent(ExportBulkhead.Slot::begin);

        assertThat(slots.take(alice)).isEmpty();
        late.ifPresent(ExportBulkhead.Slot::close);
        assertThat(slots.take(alice)).isPresent();
    }
}
