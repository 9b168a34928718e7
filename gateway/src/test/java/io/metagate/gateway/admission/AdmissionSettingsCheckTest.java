package io.metagate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class AdmissionSettingsCheckTest {

    @Test
    void acceptsTheDefaults() {
        AdmissionConfig config = new SmallRyeConfigBuilder()
                .withMapping(AdmissionConfig.class)
                .build()
                .getConfigMapping(AdmissionConfig.class);
        assertThat(new AdmissionSettingsCheck(config).problems()).isEmpty();
    }

    @Test
    void namesEachSettingThatLetsNobodyIn() {
        AdmissionConfig config = new SmallRyeConfigBuilder()
                .withMapping(AdmissionConfig.class)
                .withDefaultValue("metagate.admission.queue-timeout", "-PT1S")
                .withDefaultValue("metagate.admission.max-concurrent-per-principal", "0")
                .withDefaultValue("metagate.admission.max-unsent-bytes", "0")
                .withDefaultValue("metagate.admission.max-unsent-bytes-per-principal", "-1")
                .build()
                .getConfigMapping(AdmissionConfig.class);
        assertThat(new AdmissionSettingsCheck(config).problems())
                .containsExactly(
                        "metagate.admission.queue-timeout: not between 1 ms and 1 h",
                        "metagate.admission.max-concurrent-per-principal: less than one",
                        "metagate.admission.max-unsent-bytes: less than one",
                        "metagate.admission.max-unsent-bytes-per-principal: less than one");
    }
}
