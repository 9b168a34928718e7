package io.metagate.cli;

import io.metagate.cli.report.ExitCode;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command above all others: it has subcommands, a help and a version. */
@Command(
        name = "metagate",
        description = "Works with the policies of a Metagate gateway, and looks at what surrounds it.",
        mixinStandardHelpOptions = true,
        versionProvider = MetagateCommand.Version.class,
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeOnExecutionException = ExitCode.UNUSABLE,
        exitCodeOnInvalidInput = ExitCode.UNUSABLE)
final class MetagateCommand {

    /** The version that the jar says it has. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = MetagateCommand.class.getPackage().getImplementationVersion();
            return new String[] {"metagate " + Objects.requireNonNullElse(version, "unpackaged")};
        }
    }
}
