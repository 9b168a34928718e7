package io.metagate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.cli.report.ExitCode;
import io.metagate.policy.text.VisibleText;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs the command {@code metagate}. */
public final class MetagateMain {

    private MetagateMain() {}

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
                .setParameterExceptionHandler(MetagateMain::misused)
                .setExecutionExceptionHandler(MetagateMain::failed)
                .execute(arguments);
    }

    /** Tells what is wrong with the arguments, which may hold whatever a script puts there. */
    private static int misused(CommandLine.ParameterException misuse, String[] arguments) {
        PrintWriter err = misuse.getCommandLine().getErr();
        err.println(VisibleText.of(String.valueOf(misuse.getMessage())));
        misuse.getCommandLine().usage(err);
        return ExitCode.UNUSABLE;
    }

    /** Tells where a command failed that must not. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        PrintWriter err = command.getErr();
        err.println(VisibleText.of("metagate: unexpected " + failure));
        for (StackTraceElement frame : failure.getStackTrace()) {
            err.println("    at " + VisibleText.of(frame.toString()));
        }
        return ExitCode.UNUSABLE;
    }
}
