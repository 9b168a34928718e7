package io.metagate.gateway.launch;

import io.metagate.gateway.access.AccessConfig;
import io.metagate.gateway.admission.AdmissionConfig;
import io.metagate.gateway.audit.ReplicaConfig;
import io.metagate.gateway.audit.database.AuditConfig;
import io.metagate.gateway.connection.HttpConfig;
import io.metagate.gateway.decision.PolicyConfig;
import io.metagate.gateway.enforcement.export.ExportConfig;
import io.metagate.gateway.enforcement.write.WriteConfig;
import io.metagate.gateway.keys.KeysConfig;
import io.metagate.gateway.report.ReportConfig;
import io.metagate.oidc.OidcConfig;
import io.metagate.store.NamedStores;
import io.metagate.store.StoreConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What is wrong with the settings by their form alone: a line for each that is missing or malformed. No line holds a
 * value, as it may be a secret.
 */
public final class SettingProblems {

    /** All that can be set. */
    static final List<Class<?>> SETTINGS = List.of(
            AccessConfig.class,
            AdmissionConfig.class,
            ReplicaConfig.class,
            AuditConfig.class,
            ExportConfig.class,
            NamedStores.class,
            HttpConfig.class,
            KeysConfig.class,
            OidcConfig.class,
            PolicyConfig.class,
            ReportConfig.class,
            StoreConfig.class,
            WriteConfig.class);

    private static final Pattern KEY = Pattern.compile("config property (\\S+)");
    private static final String MISSING = "SRCFG00014";

    private SettingProblems() {}

    /** The problems of what the sources of that builder say, in the order of their keys. */
    public static List<String> of(SmallRyeConfigBuilder sources) {
        SETTINGS.forEach(sources::withMapping);
        try {
            sources.withValidateUnknown(false).build();
            return List.of();
        } catch (ConfigValidationException e) {
            return IntStream.range(0, e.getProblemCount())
                    .mapToObj(n -> line(e.getProblem(n).getMessage()))
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    private static String line(String message) {
        Matcher key = KEY.matcher(message);
        if (!key.find()) {
            return "the settings cannot be read";
        }
        return key.group(1) + (message.contains(MISSING) ? ": must be set" : ": has not the form that it must have");
    }
}
