package io.metagate.policy.trial;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.decision.PolicyOrigin;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.explain.Explanation;
import io.metagate.policy.explain.FieldNote;
import io.metagate.policy.explain.PolicyNote;
import io.metagate.policy.explain.UseNote;
import io.metagate.policy.model.Mode;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.SourcePosition;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the policies that apply in no test, and the rules that no test reaches: a rule is reached by a test to which its policy applies, with a given record that has
 * one of its fields, or with a query that uses one. For one run.
 */
public final class Coverage {

    private final PolicySet policies;
    private final Set<SourcePosition> reached = new HashSet<>();

    private Coverage(PolicySet policies) {
        this.policies = policies;
    }

    /** What the tests do not reach of the active policies, by position. */
    public static List<Difference> missing(PolicySet policies, List<PolicyTest> tests) {
        Coverage coverage = new Coverage(policies);
        tests.forEach(coverage::reach);
        return coverage.missing();
    }

    private void reach(PolicyTest test) {
        Requests requests = new Requests(test);
        Set<FieldPath> present = test.expect().read().isPresent() ? present(test) : Set.of();
        reach(requests.whole(), present);
        requests.all().stream().skip(1).forEach(request -> reach(request, Set.of()));
    }

    private void reach(AccessRequest request, Set<FieldPath> present) {
        Explanation explanation = Explanation.of(policies, request);
        explanation.policies().stream()
                .filter(PolicyNote::applies)
                .forEach(note -> reached.add(note.policy().at()));
        Set<FieldPath> touched = new HashSet<>(present);
        explanation.uses().stream().map(UseNote::path).forEach(touched::add);
        explanation.fields().stream()
                .filter(note -> touched.contains(note.field().path()))
                .forEach(this::reach);
    }

    private void reach(FieldNote note) {
        note.grants().forEach(grant -> reached.add(grant.rule()));
        note.caps().forEach(cap -> reached.add(cap.rule()));
    }

    private Set<FieldPath> present(PolicyTest test) {
        Collection collection = policies.catalogue()
                .collection(test.given().collection().value())
                .orElseThrow();
        return test.given()
                .record()
                .map(record -> GivenRecord.of(record, collection).present())
                .orElse(Set.of());
    }

    private List<Difference> missing() {
        Map<SourcePosition, String> missing = new TreeMap<>();
        for (PolicyOrigin origin : policies.origins()) {
            if (origin.mode() != Mode.ACTIVE) {
                continue;
            }
            if (!reached.contains(origin.at())) {
                missing.put(origin.at(), "no test reaches policy '" + origin.name() + "'");
            }
            origin.rules().values().stream()
                    .flatMap(rules -> rules.values().stream())
                    .filter(rule -> !reached.contains(rule))
                    .forEach(rule -> missing.put(rule, "no test reaches this rule of policy '" + origin.name() + "'"));
        }
        return missing.entrySet().stream()
                .map(entry -> new Difference(entry.getKey(), entry.getValue()))
                .toList();
    }
}
