package io.metagate.gateway.enforcement.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class ExportSettingsCheckTest {

    @Test
    void acceptsTheDefaults() {
        ExportConfig config = new SmallRyeConfigBuilder()
                .withMapping(ExportConfig.class)
                .build()
                .getConfigMapping(ExportConfig.class);
        assertThat(new ExportSettingsCheck(config).problems()).isEmpty();
    }

    @Test
    void namesEachSettingThatLetsNobodyIn() {
        ExportConfig config = new SmallRyeConfigBuilder()
                .withMapping(ExportConfig.class)
                .withDefaultValue("metagate.export.max-concurrent", "0")
                .withDefaultValue("metagate.export.max-concurrent-per-principal", "0")
                .build()
                .getConfigMapping(ExportConfig.class);
        assertThat(new ExportSettingsCheck(config).problems())
                .containsExactly(
                        "metagate.export.max-concurrent: less than one",
                        "metagate.export.max-concurrent-per-principal: less than one");
    }
}
