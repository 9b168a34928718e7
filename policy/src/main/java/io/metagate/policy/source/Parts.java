package io.metagate.policy.source;

import java.util.Optional;
import java.util.function.Supplier;

/** The parts of one whole, each of which is read whatever became of the others, so that all their problems are told. For one whole. */
final class Parts {

    private final Problems problems;
    private boolean sound = true;

    Parts(Problems problems) {
        this.problems = problems;
    }

    /** Reads a part; if that fails, notes why. The part can be had when the whole is made. */
    <T> Supplier<T> read(Supplier<T> part) {
        Optional<T> read = problems.attempt(part);
        sound &= read.isPresent();
        return read::orElseThrow;
    }

    /** Makes the whole, if every part could be read. */
    <T> Optional<T> whole(Supplier<T> maker) {
        return sound ? problems.attempt(maker) : Optional.empty();
    }
}
