package io.metagate.cli.report;

import java.io.PrintStream;

/**
 * Where a command prints, and for whom.
 *
 * @param out for what was asked for
 * @param err where people look for what is wrong
 * @param format for whom it is
 */
public record ReportPrinter(PrintStream out, PrintStream err, OutputFormat format) {

    /** Prints what was asked for. */
    public void result(CommandReport report) {
        out.print(format.print(report));
    }

    /** Prints what keeps the command from its work; programs find it where they look for results. Returns the exit. */
    public int unusable(CommandReport report) {
        (format == OutputFormat.JSON ? out : err).print(format.print(report));
        return ExitCode.UNUSABLE;
    }
}
