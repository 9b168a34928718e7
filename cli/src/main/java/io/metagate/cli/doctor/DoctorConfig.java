package io.metagate.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.oidc.OidcConfig;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.store.NamedStores;
import io.metagate.store.StoreConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway is told of the servers around it, read as the gateway reads it.
 *
 * @param stores how each store is reached, by name
 * @param issuer the OIDC issuer, if it is told
 * @param oidc what tokens must be, if issuer and audience are told
 * @param bundle the folder of the policies, if it is told
 * @param keys the file of the gateway's secrets, if it is told
 */
public record DoctorConfig(
        Map<String, StoreConfig> stores,
        Optional<String> issuer,
        Optional<OidcConfig> oidc,
        Optional<Path> bundle,
        Optional<Path> keys) {

    private static final int OF_FILE = 260;
    private static final int OF_ENVIRONMENT = 300;
    private static final int BEFORE_OTHERS = 200;
    private static final String PROFILE = "prod";
    private static final List<String> LITERAL = List.of("metagate.oidc.issuer", "metagate.oidc.audience");
    private static final Pattern KEY = Pattern.compile("metagate\\.[a-z0-9.-]+");

    public DoctorConfig {
        stores = Map.copyOf(stores);
    }

    /**
     * Reads the file, if there is one, and the environment, which goes first.
     *
     * @throws DoctorConfigException if a key is missing, or set to what it cannot be
     * @throws IOException if the file cannot be read; the message begins with its path
     */
    public static DoctorConfig read(Optional<Path> file, Map<String, String> environment)
            throws DoctorConfigException, IOException {
        Properties properties = file.isPresent() ? load(file.get()) : new Properties();
        try {
            SmallRyeConfig config = told(properties, environment)
                    .withMapping(StoreConfig.class)
                    .withMapping(NamedStores.class)
                    .build();
            boolean tokens = LITERAL.stream()
                    .allMatch(key -> config.getOptionalValue(key, String.class).isPresent());
            return of(
                    config,
                    tokens
                            ? Optional.of(told(properties, environment)
                                    .withMapping(OidcConfig.class)
                                    .build()
                                    .getConfigMapping(OidcConfig.class))
                            : Optional.empty());
        } catch (ConfigValidationException e) {
            throw new DoctorConfigException(problems(e));
        }
    }

    private static SmallRyeConfigBuilder told(Properties properties, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile(PROFILE)
                .withConverter(Duration.class, BEFORE_OTHERS, new DurationConverter())
                .withSources(
                        new PropertiesConfigSource(properties, "file", OF_FILE),
                        new EnvConfigSource(environment, OF_ENVIRONMENT))
                .withValidateUnknown(false);
    }

    private static DoctorConfig of(SmallRyeConfig config, Optional<OidcConfig> oidc) {
        Map<String, StoreConfig> stores =
                new TreeMap<>(config.getConfigMapping(NamedStores.class).byName());
        stores.put(StoreLocation.DEFAULT_STORE, config.getConfigMapping(StoreConfig.class));
        return new DoctorConfig(
                stores,
                config.getOptionalValue("metagate.oidc.issuer", String.class),
                oidc,
                config.getOptionalValue("metagate.policy.bundle", Path.class),
                config.getOptionalValue("metagate.keys.file", Path.class));
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + ": not a file of properties that can be read", e);
        }
    }

    private static List<String> problems(ConfigValidationException e) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < e.getProblemCount(); i++) {
            Matcher key = KEY.matcher(String.valueOf(e.getProblem(i).getMessage()));
            problems.add((key.find() ? key.group() : "metagate.store") + ": missing, or set to what it cannot be");
        }
        return problems.stream().distinct().sorted().toList();
    }
}
