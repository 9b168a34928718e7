package io.metagate.cli;

import java.util.Locale;

/** How a report is printed. */
enum OutputFormat {
    /** For people and for editors. */
    TEXT {
        @Override
        String print(Report report) {
            return report.text();
        }
    },
    /** For programs: one value in one line. */
    JSON {
        @Override
        String print(Report report) {
            return report.json() + "\n";
        }
    };

    /** The report in this format, with a line end. */
    abstract String print(Report report);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
