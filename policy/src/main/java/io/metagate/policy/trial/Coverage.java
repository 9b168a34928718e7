package io.metagate.policy.trial;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.explain.Explanation;
import io.metagate.policy.explain.FieldNote;
import io.metagate.policy.explain.PolicyNote;
import io.metagate.policy.explain.UseNote;
import io.metagate.policy.grant.CompiledPermit;
import io.metagate.policy.grant.PolicyOrigin;
import io.metagate.policy.model.Mode;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.model.SourcePosition;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.Scope;
import io.metagate.policy.request.AccessRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the policies that apply in no test, and the rules that no test reaches: a rule is reached by a test to which
 * its policy applies, with a given record that has one of its fields and lies in the policy's rows, or with a query
 * that uses one. For one run.
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
        Explanation whole = reachPolicies(requests.whole());
        if (test.expect().read().isPresent()) {
            given(test).ifPresent(record -> reachRules(whole, record));
        }
        requests.all().stream().skip(1).forEach(request -> reachUsed(reachPolicies(request)));
    }

    private Explanation reachPolicies(AccessRequest request) {
        Explanation explanation = Explanation.of(policies, request);
        explanation.policies().stream()
                .filter(PolicyNote::applies)
                .forEach(note -> reached.add(note.policy().at()));
        return explanation;
    }

    /**
     * A record that a permit does not cover tells nothing of its rules; nor does a cap count where nothing would be let
     * out.
     */
    private void reachRules(Explanation explanation, GivenRecord record) {
        Set<String> covering = covering(explanation.request(), record);
        for (FieldNote note : explanation.fields()) {
            if (record.present().contains(note.field().path())) {
                List<FieldNote.Grant> grants = note.grants().stream()
                        .filter(grant -> covering.contains(grant.policy()))
                        .toList();
                grants.forEach(grant -> reached.add(grant.rule()));
                if (grants.stream().anyMatch(grant -> grant.granted().readable())) {
                    note.caps().forEach(cap -> reached.add(cap.rule()));
                }
            }
        }
    }

    private void reachUsed(Explanation explanation) {
        Set<FieldPath> used = explanation.uses().stream().map(UseNote::path).collect(Collectors.toSet());
        explanation.fields().stream()
                .filter(note -> used.contains(note.field().path()))
                .forEach(note -> {
                    note.grants().forEach(grant -> reached.add(grant.rule()));
                    note.caps().forEach(cap -> reached.add(cap.rule()));
                });
    }

    /** The names of the permits whose rows the record is in. */
    private Set<String> covering(AccessRequest request, GivenRecord record) {
        BsonBytes bytes = new BsonBytes(record.bson());
        return policies.active().permits().stream()
                .filter(permit -> permit.appliesTo(request))
                .filter(permit -> permit.rowsFor(request.principal())
                        .filter(rows -> Scope.of(rows).holds(bytes))
                        .isPresent())
                .map(CompiledPermit::name)
                .collect(Collectors.toSet());
    }

    private Optional<GivenRecord> given(PolicyTest test) {
        Collection collection = policies.catalogue()
                .collection(test.given().collection().value())
                .orElseThrow();
        return test.given().record().map(record -> GivenRecord.of(record, collection));
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
