package io.metagate.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the README's table of the configuration with the interfaces that the gateway reads it through. */
class ConfigurationTableTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.]+)\"\\)");
    private static final Pattern KEY =
            Pattern.compile("(?:@WithDefault\\(\"([^\"]*)\"\\)\\s+)?(Optional<)?[A-Za-z<>]+ ([a-z][A-Za-z]*)\\(\\);");
    private static final Pattern ROW = Pattern.compile("\\| `(metagate\\.[a-z.-]+)` \\| `([A-Z_]+)` \\| ([^|]+) \\|");

    @Test
    void listsEveryKeyWithItsVariableAndItsDefault() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (Matcher row = ROW.matcher(Files.readString(ROOT.resolve("README.md"))); row.find(); ) {
            assertThat(row.group(2))
                    .isEqualTo(row.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
            listed.put(row.group(1), row.group(3).replace("`", ""));
        }
        assertThat(listed).isEqualTo(read());
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> keys = new TreeMap<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            Matcher prefix = PREFIX.matcher(text);
            assertThat(prefix.find()).as(source.toString()).isTrue();
            for (Matcher key = KEY.matcher(text); key.find(); ) {
                keys.put(prefix.group(1) + "." + kebab(key.group(3)), usual(key));
            }
        }
        return keys;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> store = Files.walk(ROOT.resolve("store/src/main/java"));
                Stream<Path> oidc = Files.walk(ROOT.resolve("oidc/src/main/java"));
                Stream<Path> gateway = Files.walk(ROOT.resolve("gateway/src/main/java"))) {
            return Stream.concat(Stream.concat(store, oidc), gateway)
                    .filter(file -> file.toString().endsWith("Config.java"))
                    .toList();
        }
    }

    private static String usual(Matcher key) {
        if (key.group(1) != null) {
            return key.group(1);
        }
        return key.group(2) == null ? "must be set" : "(none)";
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
