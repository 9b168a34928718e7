package io.metagate.cli;

import io.metagate.cli.report.CommandReport;
import io.metagate.cli.report.ErrorReport;
import io.metagate.cli.report.ExitCode;
import io.metagate.cli.report.ReportPrinter;
import io.metagate.cli.report.ValidationReport;
import io.metagate.policy.bundle.BundleFolder;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;

/** What became of a folder that should hold a bundle. */
sealed interface BundleLoadResult permits LoadedBundle, BundleLoadResult.Unsound, BundleLoadResult.Unreadable {

    /** What is to be told of it. */
    CommandReport report();

    /** Prints it as the result of a command that asks for nothing else; the exit code of that. */
    int printTo(ReportPrinter printer);

    /** Reads the folder and compiles what is in it. */
    static BundleLoadResult of(Path folder) {
        try {
            CompilationResult compilation = PolicyCompiler.compile(new BundleFolder(folder).read(), new TestKeys());
            return compilation.fold(
                    compiled -> new LoadedBundle(folder, compiled), rejected -> new Unsound(folder, rejected));
        } catch (IOException e) {
            return new Unreadable(ErrorReport.unreadable(e));
        }
    }

    /** A bundle with problems. */
    record Unsound(Path folder, CompilationResult.Rejected rejected) implements BundleLoadResult {
        @Override
        public CommandReport report() {
            return new ValidationReport(folder, rejected);
        }

        @Override
        public int printTo(ReportPrinter printer) {
            printer.result(report());
            return ExitCode.PROBLEMS;
        }
    }

    /** Something that cannot be read. */
    record Unreadable(ErrorReport report) implements BundleLoadResult {
        @Override
        public int printTo(ReportPrinter printer) {
            return printer.unusable(report);
        }
    }
}
