package io.metagate.cli;

import io.metagate.policy.diff.SightChange;
import io.metagate.policy.diff.SightDiff;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "1:there are some, which are printed",
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
        BundleLoader loader = new BundleLoader(out, err, format);
        Optional<LoadedBundle> old = loader.load(before);
        Optional<LoadedBundle> next = loader.load(after);
        if (old.isEmpty() || next.isEmpty()) {
            return ExitCode.UNUSABLE;
        }
        List<SightChange> changes = SightDiff.between(
                old.get().compiled().policies(), next.get().compiled().policies());
        out.print(new DiffReport(changes).print(format));
        return changes.isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
    }
}
