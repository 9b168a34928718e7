package io.metagate.cli;

import io.metagate.cli.report.ErrorReport;
import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.OutputFormat;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.cli.report.TestReport;
import io.metagate.policy.testing.PolicyTestResult;
import io.metagate.policy.testing.PolicyTestRunner;
import io.metagate.policy.testing.TestCoverage;
import io.metagate.policy.testing.TestFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests of a bundle. */
@Command(
        name = "test",
        description = "Runs the tests of a policy bundle.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every test passes, and with --coverage every rule is reached",
            "1:otherwise; what was found is printed with its place",
            "2:the bundle cannot be read, is not valid or has no test, or the arguments are wrong"
        })
final class PolicyTestCommand implements Callable<Integer> {

    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "DIR", description = "The folder of the bundle.")
    private Path folder = Path.of(".");

    @Option(names = "--coverage", description = "Tell policies and rules that no test reaches.")
    private boolean coverage;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print the result: ${COMPLETION-CANDIDATES}.")
    private OutputFormat format = OutputFormat.TEXT;

    PolicyTestCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        ReportPrinter printing = new ReportPrinter(out, err, format);
        BundleLoadResult loading = BundleLoadResult.of(folder);
        if (!(loading instanceof LoadedBundle loaded)) {
            return printing.unusable(loading.report());
        }
        if (loaded.compiled().tests().isEmpty()) {
            return printing.unusable(new ErrorReport(List.of(folder + ": the bundle has no test"), true));
        }
        TestReport report = report(loaded);
        printing.result(report);
        return report.clean() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private TestReport report(LoadedBundle bundle) {
        PolicyTestRunner trial = new PolicyTestRunner(bundle.compiled().policies());
        List<PolicyTestResult> results =
                bundle.compiled().tests().stream().map(trial::run).toList();
        List<TestFailure> uncovered = coverage
                ? TestCoverage.missing(trial.policies(), bundle.compiled().tests())
                : List.of();
        return new TestReport(folder, results, uncovered);
    }
}
