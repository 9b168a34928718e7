package io.metagate.cli;

import io.metagate.policy.compile.Compilation;
import java.nio.file.Path;

/** A bundle from disk that is sound, for the commands that ask more of it than that. */
record LoadedBundle(Path folder, Compilation.Compiled compiled) implements Loading {

    @Override
    public Report report() {
        return new ValidationReport(folder, compiled);
    }
}
