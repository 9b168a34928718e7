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

    private Found seen;
    private boolean atRest;

    /** What was last confirmed; empty once a change of it was handed over. */
    private Optional<Found> confirmed;

    private Optional<Compilation> compilation = Optional.empty();

    BundleWatch(BundleFolder folder, PseudonymKeys keys, Predicate<String> stores) {
        this.stores = stores;
        this.folder = folder;
        this.keys = keys;
        this.seen = read();
        this.confirmed = Optional.of(seen);
    }

    /** Compiles what was there when the watch began. */
    CompilationResult first() {
        return compiled(seen);
    }

    /**
     * Looks once. A change is handed over with each look that finds it, until it is confirmed, and is compiled once.
     * INVARIANT: nothing is told of a folder until two looks in a row find the same: a part of a bundle may compile
     * too, and would permit what the whole does not (P6).
     */
    BundleState look() {
        Found now = read();
        atRest = now.equals(seen);
        seen = now;
        if (!atRest) {
            return new BundleState.Unsettled();
        }
        if (confirmed.filter(now::equals).isPresent()) {
            return new BundleState.Unchanged();
        }
        BundleState changed = new BundleState.Changed(compiled(now));
        // Last, so that nothing that fails can make it forget what it did not hand over.
        confirmed = Optional.empty();
        return changed;
    }

    /**
     * What the last look found is in force, or refused.
     *
     * @throws IllegalStateException if it did not find the folder at rest
     */
    void confirm() {
        if (!atRest) {
            throw new IllegalStateException("what is not at rest cannot be confirmed");
        }
        confirmed = Optional.of(seen);
    }

    private Found read() {
        try {
            return new Found(folder.read(), Optional.empty());
        } catch (IOException e) {
            return new Found(List.of(), Optional.of("cannot read " + e.getMessage()));
        }
    }

    private CompilationResult compiled(Found found) {
        Optional<Compilation> known = compilation.filter(last -> last.of().equals(found));
        if (known.isPresent()) {
            return known.get().result();
        }
        CompilationResult result = compile(found);
        compilation = Optional.of(new Compilation(found, result));
        return result;
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

    /** What was compiled last, and what that gave. */
    private record Compilation(Found of, CompilationResult result) {}
}
