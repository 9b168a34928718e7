package io.metagate.cli.report;

import io.metagate.policy.text.VisibleText;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a report is printed. INVARIANT: nothing that a report quotes ends a line or steers a terminal. In JSON, the
 * escapes are those of JSON itself.
 */
public enum OutputFormat {
    /** For people and for editors. */
    TEXT {
        @Override
        String print(CommandReport report) {
            return report.lines().stream()
                    .map(line -> VisibleText.of(line) + "\n")
                    .collect(Collectors.joining());
        }
    },
    /** For programs: one value in one line. */
    JSON {
        @Override
        String print(CommandReport report) {
            return VisibleText.of(report.json().toString()) + "\n";
        }
    };

    /** The report in this format, with a line end. */
    abstract String print(CommandReport report);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
