package io.metagate.audit;

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
public record Verdict(
        Optional<String> policyRevision,
        List<String> rules,
        List<String> shadow,
        Optional<Decision> decision,
        Outcome outcome,
        Optional<String> problem) {

    /** What the policies said. */
    public enum Decision {
        PERMIT,
        DENY;

        /** The name of this decision in a record. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Verdict {
        Token.DIGEST.require("policy revision", policyRevision);
        rules = OutsideText.names(rules);
        shadow = OutsideText.names(shadow);
        Token.CODE.require("problem", problem);
        if (decision.isPresent()
                && decision.get() == Decision.DENY
                && (outcome == Outcome.RELEASED || outcome == Outcome.INTENDED)) {
            throw new IllegalArgumentException("what the policies deny is neither released nor intended");
        }
        if (outcome != Outcome.RELEASED && outcome != Outcome.INTENDED && problem.isEmpty()) {
            throw new IllegalArgumentException("an access that ended badly has a problem");
        }
    }

    /** The policies permitted it, and the answer left. */
    public static Verdict released(String policyRevision, List<String> rules) {
        return new Verdict(
                Optional.of(policyRevision),
                rules,
                List.of(),
                Optional.of(Decision.PERMIT),
                Outcome.RELEASED,
                Optional.empty());
    }

    /** The policies denied it. */
    public static Verdict denied(String policyRevision, List<String> rules, String problem) {
        return new Verdict(
                Optional.of(policyRevision),
                rules,
                List.of(),
                Optional.of(Decision.DENY),
                Outcome.DENIED,
                Optional.of(problem));
    }

    /** It was refused, limited or failed before the policies were asked. */
    public static Verdict undecided(Outcome outcome, String problem) {
        return new Verdict(Optional.empty(), List.of(), List.of(), Optional.empty(), outcome, Optional.of(problem));
    }
}
