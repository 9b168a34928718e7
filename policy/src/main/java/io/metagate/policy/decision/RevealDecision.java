package io.metagate.policy.decision;

import java.util.Optional;

/**
 * The answer of the policy decision point about tokens that are to be turned back.
 *
 * @param decision the answer
 * @param permitted what turns them back; empty if that is denied
 */
public record RevealDecision(Decision decision, Optional<PermittedReveal> permitted) {

    public RevealDecision {
        if (permitted.isPresent() && !(decision instanceof Decision.Permit)) {
            throw new IllegalArgumentException("what is denied is not permitted");
        }
    }
}
