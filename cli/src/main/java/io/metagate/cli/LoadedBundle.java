package io.metagate.cli;

import io.metagate.policy.compile.Compilation;
import java.nio.file.Path;

/** A bundle from disk that is sound, for the commands that ask more of it than that. */
record LoadedBundle(Path folder, Compilation.Compiled compiled) {

    /** A file of the bundle as a path that can be opened from where the command was run. */
    String file(String name) {
        return folder.resolve(name).normalize().toString();
    }
}
