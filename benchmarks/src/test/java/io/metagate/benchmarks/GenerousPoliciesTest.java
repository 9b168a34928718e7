package io.metagate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerousPoliciesTest {

    @Test
    void raisesEveryLimitAndLeavesTheRestAsItIs(@TempDir Path folder) throws IOException {
        Path demo = Path.of("../demo/policies");

        Path copy = GenerousPolicies.copy(demo, folder.resolve("copy"));

        assertThat(Files.readString(copy.resolve("limits.yaml")))
                .doesNotContain("quota: 600")
                .contains("quota: 1000000000");
        assertThat(copy.resolve("support-agent.yaml")).hasSameTextualContentAs(demo.resolve("support-agent.yaml"));
    }
}
