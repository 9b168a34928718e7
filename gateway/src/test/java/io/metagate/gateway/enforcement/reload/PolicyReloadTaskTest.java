package io.metagate.gateway.enforcement.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.audit.AuditPseudonyms;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.fixture.SampleSecrets;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReloadTaskTest {

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    @TempDir
    private Path folder;

    @Test
    void looksOnceBeforeTheGatewayListens() throws Exception {
        Files.writeString(folder.resolve("things.yaml"), ThingsPolicies.text());
        DecisionPoint decisions = DecisionPoints.begun(folder);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PolicyMetrics metrics = new PolicyMetrics(decisions, meters);
        PolicyReloader reloader = new PolicyReloader(
                decisions,
                AUDIT.log(),
                new AuditRecordFactory(new AuditPseudonyms(SampleSecrets.of(1)), () -> "gateway-0"),
                metrics);
        AtomicBoolean confirmed = new AtomicBoolean();
        PeriodicTasks tasks = new PeriodicTasks(meters) {
            @Override
            public PeriodicTask begin(String name, Supplier<Duration> pause, Duration longestRound, Runnable work) {
                confirmed.set(!decisions.overdue());
                return super.begin(name, pause, longestRound, work);
            }
        };
        PolicyReloadTask task = new PolicyReloadTask(reloader, metrics, DecisionPoints.config(folder), tasks);

        assertThat(decisions.overdue()).isTrue();
        task.begin(new StartupEvent());
        task.end(new ShutdownEvent());

        assertThat(confirmed).isTrue();
    }
}
