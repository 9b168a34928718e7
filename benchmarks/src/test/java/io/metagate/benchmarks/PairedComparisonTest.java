package io.metagate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.benchmarks.load.LoadMeasurement;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    @Test
    void comparesRoundByRoundAndTakesTheMiddle() {
        PairedComparison comparison =
                new PairedComparison(List.of(bout(10), bout(60), bout(5)), List.of(bout(20), bout(80), bout(50)));

        assertThat(comparison.ratios()).containsExactly(0.1, 0.5, 0.75);
        assertThat(comparison.medianRatio()).isEqualTo(0.5);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        PairedComparison comparison = new PairedComparison(List.of(bout(1), bout(3)), List.of(bout(4), bout(4)));

        assertThat(comparison.medianRatio()).isEqualTo(0.5);
    }

    @Test
    void refusesARoundThatOnlyOneSideHad() {
        assertThatThrownBy(() -> new PairedComparison(List.of(bout(1)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharesProcessorTimeAmongGoodAnswers() {
        assertThat(LoadRound.merged(List.of(bout(3), bout(1))).processorMillis())
                .isEqualTo(500);
    }

    private static LoadRound bout(int answers) {
        Histogram latencies = LoadMeasurement.newLatencies();
        for (int n = 0; n < answers; n++) {
            latencies.recordValue(1);
        }
        return new LoadRound(new LoadMeasurement(latencies, 0, 0, Duration.ofSeconds(1)), Duration.ofSeconds(1));
    }
}
