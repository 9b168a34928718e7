package io.metagate.gateway.enforcement;

import io.metagate.gateway.audit.AuditLog;
import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.fixture.BackgroundTasks;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.identity.PrincipalResolver;
import io.metagate.gateway.limit.RateLimiters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Enforcement points for tests of who asks them. */
public final class EnforcementPoints {

    private EnforcementPoints() {}

    /** One that records in that log. */
    public static EnforcementPoint over(AuditLog log) {
        return over(log, DecisionPoints.ofThings());
    }

    /** One that records in that log, under those policies. */
    public static EnforcementPoint over(AuditLog log, DecisionPoint decisions) {
        AuditRecordFactory records =
                new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new EnforcementPoint(
                new PrincipalResolver(),
                decisions,
                RateLimiters.stopped(),
                new AccessAuditor(
                        records,
                        log,
                        new AccessMetrics(meters),
                        new OutcomeRetryQueue(log, BackgroundTasks.tasks()),
                        new TokenRefusalLog(meters)));
    }
}
