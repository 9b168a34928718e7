package io.metagate.cli;

import io.metagate.cli.report.CommandReport;
import io.metagate.cli.report.DiffReport;
import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.OutputFormat;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.policy.diff.PermissionChange;
import io.metagate.policy.diff.PermissionDiff;
import io.metagate.policy.json.JsonValue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two revisions of a bundle by what they let principals see. */
@Command(
        name = "diff",
        description = "Tells who gains or loses what from one policy bundle to another.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:there is no difference",
            "1:there are some, which are printed, or there were too many combinations to compare all",
            "2:a bundle cannot be read or is not valid, or the arguments are wrong"
        })
final class PolicyDiffCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Parameters(index = "0", paramLabel = "OLD", description = "The folder of the bundle that is in force.")
    private Path before = Path.of(".");

    @Parameters(index = "1", paramLabel = "NEW", description = "The folder of the bundle that is to be.")
    private Path after = Path.of(".");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES}.")
    private OutputFormat format = OutputFormat.TEXT;

    PolicyDiffCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        ReportPrinter printing = new ReportPrinter(out, err, format);
        Pair pair = new Pair(BundleLoadResult.of(before), BundleLoadResult.of(after));
        if (!(pair.old() instanceof LoadedBundle old && pair.next() instanceof LoadedBundle next)) {
            return printing.unusable(pair);
        }
        List<PermissionChange> changes = PermissionDiff.between(
                old.compiled().policies(), next.compiled().policies());
        printing.result(new DiffReport(changes));
        return changes.isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    /** What became of two bundles, of which one at least cannot be compared. */
    private record Pair(BundleLoadResult old, BundleLoadResult next) implements CommandReport {

        @Override
        public List<String> lines() {
            return Stream.of(old, next)
                    .filter(loading -> !(loading instanceof LoadedBundle))
                    .flatMap(loading -> loading.report().lines().stream())
                    .toList();
        }

        @Override
        public JsonValue json() {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("old", old.report().json());
            members.put("new", next.report().json());
            return new JsonValue.Members(members);
        }
    }
}
