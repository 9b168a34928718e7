package io.metagate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs the command {@code metagate}. */
public final class Main {

    private Main() {}

    /** Runs a command and exits with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        System.exit(run(new PrintStream(System.out, true, UTF_8), new PrintStream(System.err, true, UTF_8), arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        return new CommandLine(new MetagateCommand())
                .addSubcommand(new CommandLine(new PolicyCommand(out, err))
                        .addSubcommand(new PolicyTestCommand(out, err))
                        .addSubcommand(new PolicyExplainCommand(out, err))
                        .addSubcommand(new PolicyDiffCommand(out, err)))
                .addSubcommand(new DoctorCommand(out, err, System.getenv()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .execute(arguments);
    }
}
