package io.metagate.policy.decision;

import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.edit.MistypedContent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The answer of the policy decision point about a change. */
public sealed interface ChangeDecision {

    /** The same answer about the access to the record that the change is. */
    Decision decision();

    /** The same answer, with what the policies in shadow would have changed of it. */
    ChangeDecision beside(ShadowOutcome shadow);

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super Permit, ? extends R> permit, Function<? super Deny, ? extends R> deny);

    /**
     * The change may be done.
     *
     * @param decision what may be fetched to change it, and what makes safe what is told of it
     * @param change what may be done
     * @param fields the listed fields that it writes
     */
    record Permit(Decision.Permit decision, PermittedChange change, Set<FieldPath> fields) implements ChangeDecision {
        public Permit {
            fields = Set.copyOf(fields);
        }

        @Override
        public Permit beside(ShadowOutcome shadow) {
            return new Permit(decision.beside(shadow), change, fields);
        }

        @Override
        public <R> R fold(Function<? super Permit, ? extends R> permit, Function<? super Deny, ? extends R> deny) {
            return permit.apply(this);
        }
    }

    /**
     * The change must not be done.
     *
     * @param decision why
     * @param mistyped the content that is of another type than its field; empty if it is denied for another reason
     */
    record Deny(Decision.Deny decision, Optional<MistypedContent> mistyped) implements ChangeDecision {
        @Override
        public Deny beside(ShadowOutcome shadow) {
            return new Deny(decision.beside(shadow), mistyped);
        }

        @Override
        public <R> R fold(Function<? super Permit, ? extends R> permit, Function<? super Deny, ? extends R> deny) {
            return deny.apply(this);
        }
    }
}
