package io.metagate.benchmarks.kernel;

import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision on a search with a filter, for a principal of two roles, with row scopes by claims. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    /** How many policies there are. */
    @Param({"10", "1000", "10000"})
    public int policies;

    private PolicySet set = BenchPolicies.clear();
    private PolicySet conditional = set;
    private PolicySet restricted = set;
    private AccessRequest request = request(0, 1);
    private int next;

    /** Compiles the policies. */
    @Setup
    public void compile() {
        set = BenchPolicies.many(policies);
        conditional = BenchPolicies.conditional(policies);
        restricted = BenchPolicies.restricted(policies);
        request = request(3, policies / 2);
    }

    /** The same combination of policies again and again. */
    @Benchmark
    public Decision memoised() {
        return set.decide(request);
    }

    /** The same, where each policy has a condition. */
    @Benchmark
    public Decision memoisedConditional() {
        return conditional.decide(request);
    }

    /** The same, where there are as many restricts as permits. */
    @Benchmark
    public Decision memoisedRestricted() {
        return restricted.decide(request);
    }

    /** Another pair of policies each time, so that (with enough policies) most combinations are new. */
    @Benchmark
    public Decision newCombination() {
        next++;
        return set.decide(request(next % policies, next / policies % policies));
    }

    private static AccessRequest request(int one, int other) {
        Predicate filter =
                new Predicate.Compare(FieldPath.of("plan"), Predicate.Relation.EQUAL, new ScalarValue.Text("business"));
        Query query = new Query(filter, Optional.empty(), List.of(), 100, Optional.empty());
        return new AccessRequest(
                BenchPolicies.principal("role-" + one, "role-" + other),
                BenchPolicies.PURPOSE,
                Action.SEARCH,
                BenchPolicies.COLLECTION,
                query,
                BenchPolicies.AT);
    }
}
