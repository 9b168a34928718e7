package io.metagate.gateway.enforcement.export;

import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.policy.request.Principal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/** How many exports run, so that they leave workers and memory to other requests. */
final class ExportBulkhead {

    /** An export that is ready and not sent by then belongs to a client that has hung up. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final int most;
    private final int mostOfOne;
    private final LongSupplier nanos;
    private final Set<Slot> taken = new HashSet<>();

    /**
     * Free slots.
     *
     * @param most how many there are
     * @param mostOfOne how many one principal may take
     * @param nanos a clock that only goes forward
     */
    ExportBulkhead(int most, int mostOfOne, LongSupplier nanos) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.nanos = nanos;
    }

    /** Takes a slot, if one is free for that principal. */
    synchronized Optional<Slot> take(Principal principal) {
        AdmissionKey owner = AdmissionKey.of(principal);
        taken.removeIf(Slot::forgotten);
        long own = taken.stream().filter(slot -> slot.owner.equals(owner)).count();
        if (taken.size() >= most || own >= mostOfOne) {
            return Optional.empty();
        }
        Slot slot = new Slot(owner);
        taken.add(slot);
        return Optional.of(slot);
    }

    /** How many are taken. */
    synchronized int used() {
        return taken.size();
    }

    private synchronized void give(Slot slot) {
        taken.remove(slot);
    }

    private synchronized void keep(Slot slot) {
        taken.add(slot);
    }

    /** The right to run one export. */
    final class Slot implements AutoCloseable {

        private final AdmissionKey owner;
        private volatile OptionalLong answered = OptionalLong.empty();

        private Slot(AdmissionKey owner) {
            this.owner = owner;
        }

        /** Says that the export is ready to be sent, and is forgotten where that does not begin. */
        void answered() {
            answered = OptionalLong.of(nanos.getAsLong());
        }

        /** Says that the export is being sent, for as long as that takes. */
        void begin() {
            answered = OptionalLong.empty();
            keep(this);
        }

        private boolean forgotten() {
            OptionalLong since = answered;
            return since.isPresent() && nanos.getAsLong() - since.getAsLong() > LEASE.toNanos();
        }

        @Override
        public void close() {
            give(this);
        }
    }
}
