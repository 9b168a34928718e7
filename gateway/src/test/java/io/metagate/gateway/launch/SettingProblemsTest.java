package io.metagate.gateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingProblemsTest {

    private static final Map<String, String> SOUND = Map.of(
            "metagate.keys.file", "keys",
            "metagate.policy.bundle", "policies",
            "metagate.oidc.issuer", "https://issuer.example",
            "metagate.oidc.audience", "metagate",
            "metagate.audit.url", "jdbc:postgresql://localhost/audit",
            "metagate.audit.user", "metagate",
            "metagate.store.uri", "mongodb://localhost");

    @Test
    void tellsEachMissingKeyInALineOfItsOwn() {
        assertThat(SettingProblems.of(sources(Map.of())))
                .containsExactlyElementsOf(SOUND.keySet().stream()
                        .sorted()
                        .map(key -> key + ": must be set")
                        .toList());
    }

    @Test
    void tellsValuesOfAnotherFormWithoutThem() {
        Map<String, String> wrong = new HashMap<>(SOUND);
        wrong.remove("metagate.audit.user");
        wrong.put("metagate.audit.writers", "s3cret");
        wrong.put("metagate.policy.poll-interval", "s3cret");
        wrong.put("metagate.store.archive.timeout", "s3cret");

        assertThat(SettingProblems.of(sources(wrong)))
                .containsExactly(
                        "metagate.audit.user: must be set",
                        "metagate.audit.writers: has not the form that it must have",
                        "metagate.policy.poll-interval: has not the form that it must have",
                        "metagate.store.archive.timeout: has not the form that it must have",
                        "metagate.store.archive.uri: must be set");
    }

    @Test
    void findsNothingWrongWithWhatSuffices() {
        assertThat(SettingProblems.of(sources(SOUND))).isEmpty();
    }

    @Test
    void looksAtAllThatCanBeSet() {
        assertThat(new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.metagate.gateway", "io.metagate.store", "io.metagate.oidc")
                                .stream()
                                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                                .map(JavaClass::getFullName))
                .containsExactlyInAnyOrderElementsOf(
                        SettingProblems.SETTINGS.stream().map(Class::getName).toList());
    }

    private static SmallRyeConfigBuilder sources(Map<String, String> values) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withDefaultValues(values);
    }
}
