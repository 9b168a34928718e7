package io.metagate.policy.explain;

import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.request.AccessRequest;
import java.util.List;
import java.util.Optional;

/**
 * Why a request is decided as it is: all of it, for those who may know the policies.
 *
 * @param request the request
 * @param revision the revision that it is decided under
 * @param refusal why it is denied; empty if it is permitted
 * @param policies each policy of the bundle, in the order of names, and whether it applies
 * @param fields what becomes of each field of the collection, in the order of the catalogue; none if no permit applies
 * @param uses each use that the query makes of a field, or that a change writes it, in the order written; none if no
 *     permit applies
 */
public record DecisionExplanation(
        AccessRequest request,
        PolicyRevision revision,
        Optional<DenyReason> refusal,
        List<PolicyExplanation> policies,
        List<FieldExplanation> fields,
        List<UseExplanation> uses) {

    public DecisionExplanation {
        policies = List.copyOf(policies);
        fields = List.copyOf(fields);
        uses = List.copyOf(uses);
    }

    /**
     * Tells why the request is decided as the policies decide it. Slower than the decision: it looks at each of them.
     */
    public static DecisionExplanation of(PolicySet policies, AccessRequest request) {
        List<PolicyExplanation> notes = new PolicyExplanations(request, policies.active()).of(policies.origins());
        return DecisionExplainer.of(policies, request).explain(policies.decide(request), notes);
    }

    /** The names of the permits that apply. */
    public List<String> applying() {
        return policies.stream()
                .filter(note -> note.applies() && note.policy().permit())
                .map(note -> note.policy().name())
                .toList();
    }

    /**
     * The names of the permits that grant every use in filter and sort, or all that is written: only the records in
     * their row scopes count.
     */
    public List<String> searched() {
        return applying().stream()
                .filter(name -> uses.stream()
                        .filter(use -> use.kind() != UseExplanation.Kind.FIELDS)
                        .allMatch(use -> use.grantedBy().contains(name)))
                .toList();
    }

    /** Whether each use is granted by some permit, but no permit grants all of those that one alone has to grant. */
    public boolean scattered() {
        return !uses.isEmpty()
                && uses.stream().allMatch(UseExplanation::granted)
                && searched().isEmpty();
    }

    /** Whether the uses that the query makes narrow it to some of the permits that apply. */
    public boolean narrowed() {
        return refusal.isEmpty() && searched().size() < applying().size();
    }
}
