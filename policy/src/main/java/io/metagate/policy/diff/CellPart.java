package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import java.util.function.Function;

/** A policy of a cell: one that gives, or one that takes away. */
sealed interface CellPart {

    /** What one function or the other makes of it. */
    <R> R fold(
            Function<? super CompiledPermit, ? extends R> permit,
            Function<? super CompiledRestriction, ? extends R> restriction);

    /** One that gives. */
    record Permitting(CompiledPermit policy) implements CellPart {
        @Override
        public <R> R fold(
                Function<? super CompiledPermit, ? extends R> permit,
                Function<? super CompiledRestriction, ? extends R> restriction) {
            return permit.apply(policy);
        }
    }

    /** One that takes away. */
    record Restricting(CompiledRestriction policy) implements CellPart {
        @Override
        public <R> R fold(
                Function<? super CompiledPermit, ? extends R> permit,
                Function<? super CompiledRestriction, ? extends R> restriction) {
            return restriction.apply(policy);
        }
    }
}
