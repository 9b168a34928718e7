package io.metagate.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void readsTheMemoryOfNowAndTheMostSoFar() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  307200 kB", "VmRSS:\t  204800 kB", "Threads:\t40");

        assertThat(ResidentMemory.read(status)).isEqualTo(new ResidentMemory(200, 300));
    }

    @Test
    void refusesAProcessThatIsGone() {
        assertThatThrownBy(() -> ResidentMemory.read(List.of("State:\tZ (zombie)")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
