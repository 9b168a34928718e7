package io.metagate.policy.decision;

import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.redaction.Redactor;
import java.util.List;
import java.util.function.Function;

/** The answer of the policy decision point. */
public sealed interface Decision {

    /** The revision that the decision was made under. */
    PolicyRevision revision();

    /** What the policies in shadow would have changed of it. */
    ShadowOutcome shadow();

    /** The same decision, with what the policies in shadow would have changed of it. */
    Decision beside(ShadowOutcome shadow);

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super Permit, ? extends R> permit, Function<? super Deny, ? extends R> deny);

    /**
     * The access may be done, as the query says and redacted by the redactor.
     *
     * @param revision the revision that the decision was made under
     * @param query what may be fetched
     * @param redactor what makes the fetched records safe
     * @param policies the names of the policies that permit it, in the order of names
     * @param probes how many values the query looks up in fields that are not read in clear
     * @param terms what the permits that grant every use of the query ask of it
     * @param shadow what the policies in shadow would have changed of it
     */
    record Permit(
            PolicyRevision revision,
            PermittedQuery query,
            Redactor redactor,
            List<String> policies,
            int probes,
            QueryConstraints terms,
            ShadowOutcome shadow)
            implements Decision {
        public Permit {
            policies = List.copyOf(policies);
        }

        @Override
        public Permit beside(ShadowOutcome beside) {
            return new Permit(revision, query, redactor, policies, probes, terms, beside);
        }

        @Override
        public <R> R fold(Function<? super Permit, ? extends R> permit, Function<? super Deny, ? extends R> deny) {
            return permit.apply(this);
        }
    }

    /** The access must not be done. */
    record Deny(PolicyRevision revision, DenyReason reason, ShadowOutcome shadow) implements Decision {

        /** A denial that no policy in shadow has to do with. */
        public Deny(PolicyRevision revision, DenyReason reason) {
            this(revision, reason, ShadowOutcome.none());
        }

        @Override
        public Deny beside(ShadowOutcome beside) {
            return new Deny(revision, reason, beside);
        }

        @Override
        public <R> R fold(Function<? super Permit, ? extends R> permit, Function<? super Deny, ? extends R> deny) {
            return deny.apply(this);
        }
    }
}
