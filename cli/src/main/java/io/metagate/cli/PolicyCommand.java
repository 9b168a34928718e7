package io.metagate.cli;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.compile.Compilation;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.folder.BundleFolder;
import io.metagate.policy.redaction.PseudonymKey;
import io.metagate.policy.source.LanguageSchema;
import java.io.IOException;
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
            description = "Tells whether a gateway would take a policy bundle, or all that is wrong with it.",
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
        try {
            Compilation compilation =
                    PolicyCompiler.compile(new BundleFolder(folder).read(), PolicyCommand::noPseudonyms);
            out.print(format.print(new ValidationReport(folder, compilation)));
            return compilation instanceof Compilation.Compiled ? ExitCode.OK : ExitCode.PROBLEMS;
        } catch (IOException e) {
            err.println("metagate: cannot read " + e.getMessage());
            return ExitCode.UNUSABLE;
        }
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

    private static PseudonymKey noPseudonyms(Classification classification) {
        throw new IllegalStateException("no record is redacted here");
    }
}
