package io.metagate.gateway.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.shadow.ShadowEffect;
import io.metagate.policy.decision.shadow.ShadowOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AccessMetrics metrics = new AccessMetrics(registry);

    @Test
    void countsEachDifferenceOfEachPolicyInShadow() {
        Decision denied = new Decision.Deny(ThingsPolicies.POLICIES.revision(), DenyReason.NO_PERMIT);
        ShadowOutcome shadow = new ShadowOutcome(
                Map.of("wider", Set.of(ShadowEffect.RECORDS, ShadowEffect.FIELDS), "same", Set.<ShadowEffect>of()));

        metrics.shadowed(denied.beside(shadow));
        metrics.shadowed(denied.beside(shadow));
        metrics.shadowed(denied);

        assertThat(counted("wider", "records")).isEqualTo(2);
        assertThat(counted("wider", "fields")).isEqualTo(2);
        assertThat(registry.getMeters()).hasSize(2);
    }

    private double counted(String policy, String difference) {
        return registry.get("metagate.decision.shadow")
                .tags("policy", policy, "difference", difference)
                .counter()
                .count();
    }
}
