package io.metagate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The demo's policies with limits that no benchmark reaches. */
final class GenerousPolicies {

    private static final Pattern REQUESTS = Pattern.compile("requests: \\[[^\\]]*\\]");
    private static final String GENEROUS = "requests: [{quota: 1000000000, window: 1h, burst: 1000000000}]";

    private GenerousPolicies() {}

    /** Copies them. */
    static Path copy(Path policies, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(policies)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                String text = REQUESTS.matcher(Files.readString(file)).replaceAll(GENEROUS);
                Files.writeString(to.resolve(file.getFileName().toString()), text);
            }
        }
        return to;
    }
}
