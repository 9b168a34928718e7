package io.metagate.benchmarks;

import io.metagate.benchmarks.load.LoadMeasurement;
import java.time.Duration;
import java.util.List;

/**
 * What a round of load found.
 *
 * @param measured from outside
 * @param processor the processor time that the server used for it
 */
record LoadRound(LoadMeasurement measured, Duration processor) {

    static LoadRound merged(List<LoadRound> bouts) {
        return new LoadRound(
                LoadMeasurement.merged(bouts.stream().map(LoadRound::measured).toList()),
                bouts.stream().map(LoadRound::processor).reduce(Duration.ZERO, Duration::plus));
    }

    /** Processor time of the server for one good answer. */
    double processorMillis() {
        long answers = measured.latencies().getTotalCount();
        return answers == 0 ? 0 : processor.toNanos() / 1e6 / answers;
    }
}
