package io.metagate.gateway.enforcement.reload;

import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.fixture.SampleSecrets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the tests of changed bundles share. */
final class ReloadFixture {

    private ReloadFixture() {}

    static PolicyReloader reloader(DecisionPoint decisions, LiveAuditLog audit, PolicyMetrics metrics) {
        return new PolicyReloader(
                decisions, audit.log(), new AuditRecordFactory(pseudonyms(), () -> "gateway-0"), metrics);
    }

    static AuditPseudonyms pseudonyms() {
        return new AuditPseudonyms(SampleSecrets.of(1));
    }

    /** How many changes of the bundle were counted with that outcome. */
    static double changes(MeterRegistry meters, String outcome) {
        return meters.find("metagate.policy.changes").tag("outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
