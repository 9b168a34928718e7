package io.metagate.benchmarks.kernel;

import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.PolicySet;
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
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A page of 100 records from BSON to JSON: by the redaction kernel, and by the driver without any redaction. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedactionBenchmark {

    static final int PAGE = 100;

    private static final int MAX_BYTES = 4 << 20;
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    /** About how many bytes a record has. */
    @Param({"500", "1000"})
    public int size;

    private List<byte[]> bson = List.of();
    private List<RawRecord> records = List.of();
    private Redactor clear = redactor(BenchPolicies.clear());
    private Redactor masking = redactor(BenchPolicies.masking());

    /** Draws the records. */
    @Setup
    public void draw() {
        bson = BenchRecords.of(size, PAGE);
        records = bson.stream().map(RawRecord::new).toList();
    }

    /** The kernel, every listed field in clear. */
    @Benchmark
    @OperationsPerInvocation(PAGE)
    public RedactedRecords kernelClear() {
        return clear.redact(records, MAX_BYTES);
    }

    /** The kernel, with masks on personal data. */
    @Benchmark
    @OperationsPerInvocation(PAGE)
    public RedactedRecords kernelMasking() {
        return masking.redact(records, MAX_BYTES);
    }

    /** The driver's own way from BSON to relaxed Extended JSON. */
    @Benchmark
    @OperationsPerInvocation(PAGE)
    public void driver(Blackhole hole) {
        for (byte[] record : bson) {
            hole.consume(new RawBsonDocument(record).toJson(RELAXED));
        }
    }

    /** The mean size of the records of about that many bytes. */
    static double meanBytes(int size) {
        return BenchRecords.of(size, PAGE).stream()
                .mapToInt(record -> record.length)
                .average()
                .orElseThrow();
    }

    private static Redactor redactor(PolicySet policies) {
        Query query = new Query(Predicate.all(), Optional.empty(), List.of(), PAGE, Optional.empty());
        AccessRequest request = new AccessRequest(
                BenchPolicies.principal("agent"),
                BenchPolicies.PURPOSE,
                Action.SEARCH,
                BenchPolicies.COLLECTION,
                query,
                BenchPolicies.AT);
        return ((Decision.Permit) policies.decide(request)).redactor();
    }
}
