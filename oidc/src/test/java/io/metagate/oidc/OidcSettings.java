package io.metagate.oidc;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configurations as they are read. */
final class OidcSettings {

    private OidcSettings() {}

    /** One with those keys, else as it is by default. */
    static OidcConfig of(String... keysAndValues) {
        Map<String, String> told = new HashMap<>(
                Map.of("metagate.oidc.issuer", "https://issuer.example", "metagate.oidc.audience", "metagate"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            told.put("metagate.oidc." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(told, "test", 100))
                .withMapping(OidcConfig.class)
                .build()
                .getConfigMapping(OidcConfig.class);
    }
}
