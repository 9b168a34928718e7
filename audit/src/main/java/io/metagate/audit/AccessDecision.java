package io.metagate.audit;

import io.metagate.audit.text.TextFormat;
import io.metagate.audit.text.UntrustedText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a request, and on which grounds.
 *
 * @param policyRevision digest of the policies that it was decided under (P9); absent if it was refused before
 * @param rules the rules that decided
 * @param shadow the policies in shadow that would have changed what the policies said
 * @param decision what the policies said; absent if they were not asked
 * @param outcome how the access ended
 * @param problem code of the problem that was answered or found; absent if there was none
 */
public record AccessDecision(
        Optional<String> policyRevision,
        List<String> rules,
        List<String> shadow,
        Optional<Decision> decision,
        AccessResult outcome,
        Optional<String> problem) {

    /** What the policies said. */
    public enum Decision {
        PERMIT,
        DENY;

        /** The name of this decision in a record. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public AccessDecision {
        TextFormat.DIGEST.require("policy revision", policyRevision);
        rules = UntrustedText.names(rules);
        shadow = UntrustedText.names(shadow);
        TextFormat.CODE.require("problem", problem);
        if (decision.isPresent()
                && decision.get() == Decision.DENY
                && (outcome == AccessResult.RELEASED || outcome == AccessResult.INTENDED)) {
            throw new IllegalArgumentException("what the policies deny is neither released nor intended");
        }
        if (outcome != AccessResult.RELEASED && outcome != AccessResult.INTENDED && problem.isEmpty()) {
            throw new IllegalArgumentException("an access that ended badly has a problem");
        }
    }

    /** The policies permitted it, and the answer left. */
    public static AccessDecision released(String policyRevision, List<String> rules) {
        return new AccessDecision(
                Optional.of(policyRevision),
                rules,
                List.of(),
                Optional.of(Decision.PERMIT),
                AccessResult.RELEASED,
                Optional.empty());
    }

    /** The policies denied it. */
    public static AccessDecision denied(String policyRevision, List<String> rules, String problem) {
        return new AccessDecision(
                Optional.of(policyRevision),
                rules,
                List.of(),
                Optional.of(Decision.DENY),
                AccessResult.DENIED,
                Optional.of(problem));
    }

    /** It was refused, limited or failed before the policies were asked. */
    public static AccessDecision undecided(AccessResult outcome, String problem) {
        return new AccessDecision(
                Optional.empty(), List.of(), List.of(), Optional.empty(), outcome, Optional.of(problem));
    }
}
