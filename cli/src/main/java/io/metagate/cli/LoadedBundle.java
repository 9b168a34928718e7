package io.metagate.cli;

import io.metagate.policy.compile.Compilation;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.trial.TestKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** A bundle from disk that is sound, for the commands that ask more of it than that. */
record LoadedBundle(Path folder, Compilation.Compiled compiled) {

    /** The bundle; if it cannot be read or is not sound, what is wrong is said on the error stream. */
    static Optional<LoadedBundle> load(Path folder, PrintStream err) {
        try {
            Compilation compilation = PolicyCompiler.compile(new BundleFolder(folder).read(), new TestKeys());
            if (compilation instanceof Compilation.Compiled compiled) {
                return Optional.of(new LoadedBundle(folder, compiled));
            }
            err.print(OutputFormat.TEXT.print(new ValidationReport(folder, compilation)));
        } catch (IOException e) {
            err.println("metagate: cannot read " + e.getMessage());
        }
        return Optional.empty();
    }

    /** A file of the bundle as a path that can be opened from where the command was run. */
    String file(String name) {
        return folder.resolve(name).normalize().toString();
    }
}
