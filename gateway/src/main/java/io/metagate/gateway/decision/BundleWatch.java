package io.metagate.gateway.decision;

import io.metagate.policy.compile.Compilation;
import io.metagate.policy.compile.PolicyCompiler;
import io.metagate.policy.model.BundleProblem;
import io.metagate.policy.model.SourcePosition;
import io.metagate.policy.redaction.PseudonymKeys;
import io.metagate.policy.source.BundleFile;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The bundle's folder, looked at again and again. Belongs to one thread at a time. */
final class BundleWatch {

    private final BundleFolder folder;
    private final PseudonymKeys keys;
    private final Predicate<String> stores;

    /** What was compiled last, and what was there at the last look; empty where it could not be read. */
    private Optional<List<BundleFile>> compiled;

    private Optional<List<BundleFile>> seen;

    BundleWatch(BundleFolder folder, PseudonymKeys keys, Predicate<String> stores) {
        this.stores = stores;
        this.folder = folder;
        this.keys = keys;
        this.seen = read();
        this.compiled = seen;
    }

    /** Compiles what was there when the watch began. */
    Compilation first() {
        return compile(compiled);
    }

    /**
     * Compiles what is there, if that is not what was compiled last. INVARIANT: a folder in the middle of being written is left alone, until two looks
     * find the same: a part of a bundle may compile too, and would permit what the whole does not (P6).
     */
    Optional<Compilation> look() {
        Optional<List<BundleFile>> now = read();
        boolean atRest = now.equals(seen);
        seen = now;
        if (!atRest || now.equals(compiled)) {
            return Optional.empty();
        }
        compiled = now;
        return Optional.of(compile(now));
    }

    private Optional<List<BundleFile>> read() {
        try {
            return Optional.of(folder.read());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private Compilation compile(Optional<List<BundleFile>> files) {
        return files.map(found -> PolicyCompiler.compile(found, keys, stores))
                .orElseGet(() -> new Compilation.Rejected(
                        List.of(new BundleProblem(new SourcePosition(".", 1, 1), "cannot read it"))));
    }
}
