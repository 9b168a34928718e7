package io.metagate.policy.testing;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.PolicyOrigin;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.explain.DecisionExplanation;
import io.metagate.policy.explain.FieldExplanation;
import io.metagate.policy.explain.PolicyExplanation;
import io.metagate.policy.explain.UseExplanation;
import io.metagate.policy.model.PolicyMode;
import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.scope.RecordMatcher;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.source.SourcePosition;
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
public final class TestCoverage {

    private final PolicySet policies;
    private final Set<SourcePosition> reached = new HashSet<>();

    private TestCoverage(PolicySet policies) {
        this.policies = policies;
    }

    /** What the tests do not reach of the active policies, by position. */
    public static List<TestFailure> missing(PolicySet policies, List<PolicyTest> tests) {
        TestCoverage coverage = new TestCoverage(policies);
        tests.forEach(coverage::reach);
        return coverage.missing();
    }

    private void reach(PolicyTest test) {
        TestRequests requests = new TestRequests(test);
        DecisionExplanation whole = reachPolicies(requests.whole());
        if (test.expect().read().isPresent()) {
            given(test).ifPresent(record -> reachRules(whole, record));
        }
        requests.all().stream().skip(1).forEach(request -> reachUsed(reachPolicies(request)));
    }

    private DecisionExplanation reachPolicies(AccessRequest request) {
        DecisionExplanation explanation = DecisionExplanation.of(policies, request);
        explanation.policies().stream()
                .filter(PolicyExplanation::applies)
                .forEach(note -> reached.add(note.policy().at()));
        return explanation;
    }

    /**
     * A record that a permit does not cover tells nothing of its rules; nor does a cap count where nothing would be let
     * out.
     */
    private void reachRules(DecisionExplanation explanation, GivenRecord record) {
        Set<String> covering = covering(explanation.request(), record);
        for (FieldExplanation note : explanation.fields()) {
            if (record.present().contains(note.field().path())) {
                List<FieldExplanation.Grant> grants = note.grants().stream()
                        .filter(grant -> covering.contains(grant.policy()))
                        .toList();
                grants.forEach(grant -> reached.add(grant.rule()));
                if (grants.stream().anyMatch(grant -> grant.granted().readable())) {
                    note.caps().forEach(cap -> reached.add(cap.rule()));
                }
            }
        }
    }

    private void reachUsed(DecisionExplanation explanation) {
        Set<FieldPath> used =
                explanation.uses().stream().map(UseExplanation::path).collect(Collectors.toSet());
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
                        .filter(rows -> RecordMatcher.of(rows).holds(bytes))
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

    private List<TestFailure> missing() {
        Map<SourcePosition, String> missing = new TreeMap<>();
        for (PolicyOrigin origin : policies.origins()) {
            if (origin.mode() != PolicyMode.ACTIVE) {
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
                .map(entry -> new TestFailure(entry.getKey(), entry.getValue()))
                .toList();
    }
}
