package io.metagate.policy.decision;

import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.path.FieldPath;
import java.util.Set;

/** The answer of the policy decision point about a change. */
public sealed interface ChangeDecision {

    /** The same answer about the access to the record that the change is. */
    Decision decision();

    /** The same answer, with what the policies in shadow would have changed of it. */
    ChangeDecision beside(ShadowOutcome shadow);

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
    }

    /** The change must not be done. */
    record Deny(Decision.Deny decision) implements ChangeDecision {
        @Override
        public Deny beside(ShadowOutcome shadow) {
            return new Deny(decision.beside(shadow));
        }
    }
}
