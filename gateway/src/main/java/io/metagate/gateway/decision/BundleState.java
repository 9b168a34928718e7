package io.metagate.gateway.decision;

import io.metagate.policy.compile.CompilationResult;
import java.util.function.Function;
import java.util.function.Supplier;

/** What one look at the bundle's folder told. */
public sealed interface BundleState {

    /** What one function or the other makes of it. */
    <R> R fold(
            Function<? super CompilationResult, ? extends R> changed,
            Supplier<? extends R> unchanged,
            Supplier<? extends R> unsettled);

    /** Two looks found the same, which is not known to be in force or refused. */
    record Changed(CompilationResult compilation) implements BundleState {
        @Override
        public <R> R fold(
                Function<? super CompilationResult, ? extends R> changed,
                Supplier<? extends R> unchanged,
                Supplier<? extends R> unsettled) {
            return changed.apply(compilation);
        }
    }

    /** Two looks found the same, which is in force, or refused. */
    record Unchanged() implements BundleState {
        @Override
        public <R> R fold(
                Function<? super CompilationResult, ? extends R> changed,
                Supplier<? extends R> unchanged,
                Supplier<? extends R> unsettled) {
            return unchanged.get();
        }
    }

    /** The look found something else than the one before: what the folder will hold is not known. */
    record Unsettled() implements BundleState {
        @Override
        public <R> R fold(
                Function<? super CompilationResult, ? extends R> changed,
                Supplier<? extends R> unchanged,
                Supplier<? extends R> unsettled) {
            return unsettled.get();
        }
    }
}
