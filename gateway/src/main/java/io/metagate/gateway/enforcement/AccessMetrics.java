package io.metagate.gateway.enforcement;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.ExportPart;
import io.metagate.gateway.enforcement.context.AccessAction;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.decision.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts accesses by what they were and how they ended. No label has more values than the code and the policies have
 * names (P7).
 */
@ApplicationScoped
public class AccessMetrics {

    private static final String ACCESSES = "metagate.accesses";
    private static final String SHADOW = "metagate.decision.shadow";

    private final MeterRegistry registry;

    public AccessMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void recorded(AuditRecord record) {
        count(
                record.request().action(),
                record.decision().outcome().wireName(),
                record.decision().problem().orElse("none"));
        registry.counter("metagate.released.records")
                .increment((double) record.disclosure().volume().records());
    }

    /** Counts what the policies in shadow would have changed; their names are those of the policy bundle. */
    void shadowed(Decision decision) {
        decision.shadow()
                .differences()
                .forEach((policy, kinds) ->
                        kinds.forEach(kind -> registry.counter(SHADOW, "policy", policy, "difference", kind.wireName())
                                .increment()));
    }

    /** Counts the ends of exports, whose chunks are accesses. */
    public void exported(ExportPart.End end) {
        registry.counter("metagate.exports", "end", end.manner().wireName()).increment();
    }

    public void unrecorded(AccessAction action) {
        count(action.wireName(), "unrecorded", ProblemCode.AUDIT_UNAVAILABLE.code());
    }

    private void count(String action, String outcome, String problem) {
        registry.counter(ACCESSES, "action", action, "outcome", outcome, "problem", problem)
                .increment();
    }
}
