package io.metagate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class HttpSettingsCheckTest {

    @Test
    void acceptsTheDefaults() {
        HttpConfig config = new SmallRyeConfigBuilder()
                .withMapping(HttpConfig.class)
                .build()
                .getConfigMapping(HttpConfig.class);
        assertThat(new HttpSettingsCheck(config).problems()).isEmpty();
    }

    @Test
    void namesEachSettingThatLetsNobodyIn() {
        HttpConfig config = new SmallRyeConfigBuilder()
                .withMapping(HttpConfig.class)
                .withDefaultValue("metagate.http.request-read-timeout", "PT0S")
                .withDefaultValue("metagate.http.write-timeout", "PT2H")
                .withDefaultValue("metagate.http.min-write-rate", "0")
                .withDefaultValue("metagate.http.pipelined-rate", "-5")
                .withDefaultValue("metagate.http.max-connections", "0")
                .withDefaultValue("metagate.http.max-connections-per-source", "-1")
                .build()
                .getConfigMapping(HttpConfig.class);
        assertThat(new HttpSettingsCheck(config).problems())
                .containsExactly(
                        "metagate.http.request-read-timeout: not between 1 ms and 1 h",
                        "metagate.http.write-timeout: not between 1 ms and 1 h",
                        "metagate.http.min-write-rate: less than one",
                        "metagate.http.pipelined-rate: less than one",
                        "metagate.http.max-connections: less than one",
                        "metagate.http.max-connections-per-source: less than one");
    }
}
