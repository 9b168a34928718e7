package io.metagate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencySampleTest {

    private static final long MILLI = 1_000_000;

    @Test
    void tellsTheLatencyThatAShareDoesNotExceed() {
        LatencySample latencies = of(LongStream.rangeClosed(1, 100));

        assertThat(latencies.percentileMillis(0.5)).isEqualTo(50);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(99);
        assertThat(latencies.percentileMillis(1)).isEqualTo(100);
    }

    @Test
    void keepsTheSlowestWhenPartsAreMerged() {
        LatencySample merged =
                LatencySample.merged(List.of(of(LongStream.of(10_000)), of(LongStream.range(0, 10_000))));

        assertThat(merged.count()).isEqualTo(10_001);
        assertThat(merged.percentileMillis(1)).isEqualTo(10_000);
        assertThat(merged.percentileMillis(0.5)).isEqualTo(5_000);
    }

    @Test
    void tellsNothingOfNothing() {
        assertThat(new LatencySample().percentileMillis(0.99)).isZero();
    }

    private static LatencySample of(LongStream millis) {
        LatencySample latencies = new LatencySample();
        millis.forEach(milli -> latencies.add(milli * MILLI));
        return latencies;
    }
}
