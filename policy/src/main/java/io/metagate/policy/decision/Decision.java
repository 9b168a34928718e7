package io.metagate.policy.decision;

import io.metagate.policy.model.QueryTerms;
import io.metagate.policy.redaction.Redactor;
import java.util.List;

/** The answer of the policy decision point. */
public sealed interface Decision {

    /** The revision that the decision was made under. */
    PolicyRevision revision();

    /**
     * The access may be done, as the query says and redacted by the redactor.
     *
     * @param revision the revision that the decision was made under
     * @param query what may be fetched
     * @param redactor what makes the fetched records safe
     * @param policies the names of the policies that permit it, in the order of names
     * @param probes how many values the query looks up in fields that are not read in clear
     * @param terms what the permits that grant every use of the query ask of it
     */
    record Permit(
            PolicyRevision revision,
            PermittedQuery query,
            Redactor redactor,
            List<String> policies,
            int probes,
            QueryTerms terms)
            implements Decision {
        public Permit {
            policies = List.copyOf(policies);
        }
    }

    /** The access must not be done. */
    record Deny(PolicyRevision revision, Reason reason) implements Decision {}
}
