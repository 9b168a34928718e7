package io.metagate.gateway.decision;

import io.metagate.policy.bundle.BundleFolder;
import io.metagate.policy.compile.CompilationResult;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.source.BundleFile;
import io.metagate.policy.source.BundleProblem;
import io.metagate.policy.source.SourcePosition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The bundle's folder, looked at again and again. Belongs to one thread at a time. */
final class BundleWatch {

    private final BundleFolder folder;
    private final PseudonymKeys keys;
    private final Predicate<String> stores;

    /** What was compiled last, and what was there at the last look. */
    private Found compiled;

    private Found seen;

    BundleWatch(BundleFolder folder, PseudonymKeys keys, Predicate<String> stores) {
        this.stores = stores;
        this.folder = folder;
        this.keys = keys;
        this.seen = read();
        this.compiled = seen;
    }

    /** Compiles what was there when the watch began. */
    CompilationResult first() {
        return compile(compiled);
    }

    /**
     * Compiles what is there, if that is not what was compiled last. INVARIANT: a folder in the middle of being written
     * is left alone, until two looks find the same: a part of a bundle may compile too, and would permit what the whole
     * does not (P6).
     */
    Optional<CompilationResult> look() {
        Found now = read();
        boolean atRest = now.equals(seen);
        seen = now;
        if (!atRest || now.equals(compiled)) {
            return Optional.empty();
        }
        Optional<CompilationResult> compilation = Optional.of(compile(now));
        // Last, so that nothing that fails can make it forget what it did not hand over.
        compiled = now;
        return compilation;
    }

    private Found read() {
        try {
            return new Found(folder.read(), Optional.empty());
        } catch (IOException e) {
            return new Found(List.of(), Optional.of("cannot read " + e.getMessage()));
        }
    }

    private CompilationResult compile(Found found) {
        return found.trouble().map(BundleWatch::rejected).orElseGet(() -> compile(found.files()));
    }

    /**
     * INVARIANT: whatever a bundle makes the compiler throw, it is refused and that is told, as it will not be compiled
     * again (P6).
     */
    private CompilationResult compile(List<BundleFile> files) {
        try {
            return PolicyCompiler.compile(files, keys, stores);
        } catch (RuntimeException | StackOverflowError e) {
            String place = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            return rejected("cannot be compiled: " + e.getClass().getName() + place);
        }
    }

    private static CompilationResult rejected(String trouble) {
        return new CompilationResult.Rejected(List.of(new BundleProblem(new SourcePosition(".", 1, 1), trouble)));
    }

    /**
     * What one look found.
     *
     * @param files the files; none where there is trouble
     * @param trouble why they cannot be read
     */
    private record Found(List<BundleFile> files, Optional<String> trouble) {}
}
