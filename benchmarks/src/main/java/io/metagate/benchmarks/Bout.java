package io.metagate.benchmarks;

import io.metagate.benchmarks.load.Measurement;
import java.time.Duration;
import java.util.List;

/**
 * What a round of load found.
 *
 * @param measured from outside
 * @param processor the processor time that the server used for it
 */
record Bout(Measurement measured, Duration processor) {

    static Bout merged(List<Bout> bouts) {
        return new Bout(
                Measurement.merged(bouts.stream().map(Bout::measured).toList()),
                bouts.stream().map(Bout::processor).reduce(Duration.ZERO, Duration::plus));
    }

    /** Processor time of the server for one good answer. */
    double processorMillis() {
        int answers = measured.latencies().count();
        return answers == 0 ? 0 : processor.toNanos() / 1e6 / answers;
    }
}
