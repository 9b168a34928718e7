package io.metagate.benchmarks.kernel;

import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.RedactedRecords;
import io.metagate.policy.redaction.Redactor;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one transform costs per value: pages of which one field, an e-mail address, is released. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValueBenchmark {

    /** The transform, as a bundle writes it. */
    @Param({"clear", "{mask: email}", "{mask: last, keep: 4}", "pseudonym", "token", "scrub"})
    public String transform = "clear";

    private Optional<Redactor> redactor = Optional.empty();
    private List<RawRecord> records = List.of();

    /** Draws the records and compiles the policy. */
    @Setup
    public void draw() {
        records = BenchRecords.of(500, RedactionBenchmark.PAGE).stream()
                .map(RawRecord::new)
                .toList();
        Query query =
                new Query(Predicate.all(), Optional.empty(), List.of(), RedactionBenchmark.PAGE, Optional.empty());
        AccessRequest request = new AccessRequest(
                BenchPolicies.principal("agent"),
                BenchPolicies.PURPOSE,
                Action.SEARCH,
                BenchPolicies.COLLECTION,
                query,
                BenchPolicies.AT);
        Decision decision = BenchPolicies.oneField("email", transform).decide(request);
        redactor = Optional.of(((Decision.Permit) decision).redactor());
    }

    /** One value, with the walk over its record. */
    @Benchmark
    @OperationsPerInvocation(RedactionBenchmark.PAGE)
    public RedactedRecords value() {
        return redactor.orElseThrow().redact(records, Integer.MAX_VALUE);
    }
}
