package io.metagate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.audit.CanonicalJson;
import io.metagate.audit.Json;
import io.metagate.policy.model.BundleProblem;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a result is printed. */
enum OutputFormat {
    /** For people and for editors: a line for each problem. */
    TEXT {
        @Override
        String print(ValidationReport report) {
            return report.revision()
                    .map(revision -> report.folder() + ": valid, revision " + revision + "\n")
                    .orElseGet(() -> report.problems().stream()
                            .map(problem -> line(report, problem))
                            .collect(Collectors.joining()));
        }
    },
    /** For programs: one object in one line. */
    JSON {
        @Override
        String print(ValidationReport report) {
            Map<String, Json> members = new TreeMap<>();
            members.put("valid", new Json.Flag(report.revision().isPresent()));
            report.revision().ifPresent(revision -> members.put("revision", new Json.Text(revision)));
            members.put(
                    "problems",
                    new Json.Items(report.problems().stream()
                            .map(problem -> object(report, problem))
                            .toList()));
            return new String(CanonicalJson.bytes(new Json.Members(members)), UTF_8) + "\n";
        }
    };

    /** The result in this format, with a line end. */
    abstract String print(ValidationReport report);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String line(ValidationReport report, BundleProblem problem) {
        return report.file(problem) + ":" + problem.at().line() + ":"
                + problem.at().column() + ": " + problem.message() + "\n";
    }

    private static Json object(ValidationReport report, BundleProblem problem) {
        return new Json.Members(Map.of(
                "file", new Json.Text(report.file(problem)),
                "line", new Json.Whole(problem.at().line()),
                "column", new Json.Whole(problem.at().column()),
                "message", new Json.Text(problem.message())));
    }
}
