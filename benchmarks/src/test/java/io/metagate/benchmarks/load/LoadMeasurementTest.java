package io.metagate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadMeasurementTest {

    private static final long MILLI = 1_000_000;

    @Test
    void tellsTheLatencyThatAShareDoesNotExceed() {
        LoadMeasurement measured = of(LongStream.rangeClosed(1, 100));

        assertThat(measured.percentileMillis(50)).isCloseTo(50, within(0.05));
        assertThat(measured.percentileMillis(99)).isCloseTo(99, within(0.1));
        assertThat(measured.percentileMillis(100)).isCloseTo(100, within(0.1));
    }

    @Test
    void keepsTheSlowestWhenBoutsAreMerged() {
        LoadMeasurement merged =
                LoadMeasurement.merged(List.of(of(LongStream.of(10_000)), of(LongStream.range(0, 10_000))));

        assertThat(merged.latencies().getTotalCount()).isEqualTo(10_001);
        assertThat(merged.percentileMillis(100)).isCloseTo(10_000, within(10.0));
        assertThat(merged.percentileMillis(50)).isCloseTo(5_000, within(5.0));
        assertThat(merged.perSecond()).isEqualTo(10_001 / 2.0);
    }

    @Test
    void tellsNothingOfNothing() {
        assertThat(of(LongStream.empty()).percentileMillis(99)).isZero();
    }

    private static LoadMeasurement of(LongStream millis) {
        Histogram latencies = LoadMeasurement.newLatencies();
        millis.forEach(milli -> latencies.recordValue(milli * MILLI));
        return new LoadMeasurement(latencies, 0, 0, Duration.ofSeconds(1));
    }
}
