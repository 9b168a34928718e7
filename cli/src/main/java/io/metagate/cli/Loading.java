package io.metagate.cli;

import io.metagate.policy.compile.Compilation;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.folder.BundleFolder;
import io.metagate.policy.trial.TestKeys;
import java.io.IOException;
import java.nio.file.Path;

/** What became of a folder that should hold a bundle. */
sealed interface Loading permits LoadedBundle, Loading.Unsound, Loading.Unreadable {

    /** What is to be told of it. */
    Report report();

    /** Reads the folder and compiles what is in it. */
    static Loading of(Path folder) {
        try {
            Compilation compilation = PolicyCompiler.compile(new BundleFolder(folder).read(), new TestKeys());
            return compilation instanceof Compilation.Compiled compiled
                    ? new LoadedBundle(folder, compiled)
                    : new Unsound(folder, (Compilation.Rejected) compilation);
        } catch (IOException e) {
            return new Unreadable(Complaint.unreadable(e));
        }
    }

    /** A bundle with problems. */
    record Unsound(Path folder, Compilation.Rejected rejected) implements Loading {
        @Override
        public Report report() {
            return new ValidationReport(folder, rejected);
        }
    }

    /** Something that cannot be read. */
    record Unreadable(Complaint report) implements Loading {}
}
