package io.metagate.cli;

import io.metagate.cli.report.CommandReport;
import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.cli.report.ValidationReport;
import io.metagate.policy.compile.CompilationResult;
import java.nio.file.Path;

/** A bundle from disk that is sound, for the commands that ask more of it than that. */
record LoadedBundle(Path folder, CompilationResult.Compiled compiled) implements BundleLoadResult {

    @Override
    public CommandReport report() {
        return new ValidationReport(folder, compiled);
    }

    @Override
    public int printTo(ReportPrinter printer) {
        printer.result(report());
        return ExitCode.OK;
    }
}
