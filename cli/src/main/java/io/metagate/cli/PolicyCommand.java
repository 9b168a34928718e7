package io.metagate.cli;

import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.OutputFormat;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.policy.parser.LanguageSchema;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about policies. */
@Command(name = "policy", description = "Works with a policy bundle.", synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {

    private final PrintStream out;
    private final PrintStream err;

    PolicyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Compiles a bundle as the gateway does at its start, and tells all that is wrong with it. */
    @Command(
            name = "validate",
            description = {
                "Tells whether a policy bundle is valid, or all that is wrong with it.",
                "It does not know the stores that a gateway is configured with.",
                "A gateway that lacks one of the bundle's refuses the bundle."
            },
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:the bundle is valid",
                "1:it has problems, which are printed as file:line:column: message",
                "2:it cannot be read, or the arguments are wrong"
            })
    int validate(
            @Parameters(paramLabel = "DIR", description = "The folder of the bundle.") Path folder,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FORMAT",
                            defaultValue = "text",
                            description = "How to print the result: ${COMPLETION-CANDIDATES}.")
                    OutputFormat format) {
        return BundleLoadResult.of(folder).printTo(new ReportPrinter(out, err, format));
    }

    /** Prints the JSON Schema of the language. */
    @Command(
            name = "schema",
            description = "Prints the JSON Schema of a document of a policy bundle, for editors.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it is printed", "2:the arguments are wrong"})
    int schema() {
        out.print(LanguageSchema.json());
        return ExitCode.OK;
    }
}
