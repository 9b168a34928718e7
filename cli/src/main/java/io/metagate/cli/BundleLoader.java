package io.metagate.cli;

import io.metagate.policy.compile.Compilation;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.folder.BundleFolder;
import io.metagate.policy.trial.TestKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads bundles for the commands that ask more of them than whether they are sound.
 *
 * @param out where programs look for what is wrong
 * @param err where people do
 * @param format for whom the result is
 */
record BundleLoader(PrintStream out, PrintStream err, OutputFormat format) {

    /** The bundle; if it cannot be read or is not sound, what is wrong is said. */
    Optional<LoadedBundle> load(Path folder) {
        try {
            Compilation compilation = PolicyCompiler.compile(new BundleFolder(folder).read(), new TestKeys());
            if (compilation instanceof Compilation.Compiled compiled) {
                return Optional.of(new LoadedBundle(folder, compiled));
            }
            PrintStream place = format == OutputFormat.JSON ? out : err;
            place.print(format.print(new ValidationReport(folder, compilation)));
        } catch (IOException e) {
            err.println("metagate: cannot read " + e.getMessage());
        }
        return Optional.empty();
    }
}
