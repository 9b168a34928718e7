package io.metagate.store;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The configuration of a test, by its keys: all usual, but for what is said. */
record Settings(Map<String, String> keys) {

    Settings {
        keys = Map.copyOf(keys);
    }

    static Settings of(String uri) {
        return new Settings(Map.of()).with("uri", uri).patient(Duration.ofSeconds(5));
    }

    Settings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(keys);
        more.put("metagate.store." + key, value);
        return new Settings(more);
    }

    Settings patient(Duration patience) {
        return with("timeout", patience.toString())
                .with("connect-timeout", patience.toString())
                .with("server-selection-timeout", patience.toString());
    }

    Settings allowingLoopback() {
        return with("allow-unauthenticated-loopback", "true");
    }

    Settings user(String name, Path password) {
        return with("user", name).with("password-file", password.toString());
    }

    Settings tls(Path authorities, Optional<Path> identity) {
        Settings trusting = with("tls-ca-file", authorities.toString());
        return identity.map(file -> trusting.with("tls-certificate-key-file", file.toString()))
                .orElse(trusting);
    }

    StoreConfig config() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .withMapping(StoreConfig.class)
                .build()
                .getConfigMapping(StoreConfig.class);
    }
}
