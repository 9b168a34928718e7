package io.metagate.gateway.enforcement.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.fixture.ObservedTasks;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.compiled.PolicyRevision;
import io.metagate.test.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReloaderTest {

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private DecisionPoint decisions;
    private PolicyMetrics told;
    private PolicyReloader renewal;
    private Instant now = Instant.parse("2026-01-05T09:00:00Z");

    @BeforeEach
    void open() throws Exception {
        AUDIT.revive();
        write(ThingsPolicies.text());
        decisions = DecisionPoints.of(folder);
        told = new PolicyMetrics(decisions, meters, () -> now);
        told.begin();
        renewal = reloader(decisions, told);
    }

    @Test
    void putsAChangedBundleInForceAndRecordsIt() throws Exception {
        PolicyRevision before = decisions.current().revision();
        write(ThingsPolicies.text() + "# other\n");
        look(2);

        PolicyRevision after = decisions.current().revision();
        assertThat(after).isNotEqualTo(before);
        assertThat(AUDIT.newest())
                .contains("\"action\":\"policy.change\"")
                .contains(after.digest())
                .contains("\"outcome\":\"released\"");
        assertThat(changes("adopted")).isOne();
    }

    @Test
    void keepsThePoliciesAndRecordsThatABrokenBundleWasRefused() throws Exception {
        PolicyRevision before = decisions.current().revision();
        write("nonsense: 1\n");
        look(3);

        assertThat(decisions.current().revision()).isEqualTo(before);
        assertThat(decisions.stale()).isTrue();
        assertThat(gauge("metagate.policy.stale")).isOne();
        assertThat(AUDIT.newest()).contains("policy.rejected").contains(before.digest());
        assertThat(changes("refused")).isOne();
    }

    @Test
    void changesNothingThatIsNotRecorded() throws Exception {
        PolicyRevision before = decisions.current().revision();
        AUDIT.kill();
        write(ThingsPolicies.text() + "# other\n");
        look(3);
        assertThat(decisions.current().revision()).isEqualTo(before);

        AUDIT.revive();
        look(1);

        assertThat(decisions.current().revision()).isNotEqualTo(before);
        assertThat(AUDIT.newest()).contains(decisions.current().revision().digest());
    }

    @Test
    void forgetsNoChangeThatCouldNotBeAppliedForWantOfMemory() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        PolicyMetrics failing = new PolicyMetrics(decisions, meters, () -> now) {
            @Override
            void adopted(PolicyRevision revision) {
                if (failures.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("no meter");
                }
                super.adopted(revision);
            }
        };
        PolicyRevision before = decisions.current().revision();
        write(ThingsPolicies.text() + "# other\n");
        PolicyReloader unlucky = reloader(decisions, failing);
        unlucky.look();
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(unlucky::look);
        unlucky.look();

        assertThat(failures).hasValue(2);
        assertThat(decisions.current().revision()).isNotEqualTo(before);
        assertThat(changes("adopted")).isOne();
    }

    @Test
    void confirmsPoliciesWithEachLookUnlessAChangeWaits() throws Exception {
        AtomicLong nanos = new AtomicLong();
        DecisionPoint point = DecisionPoints.of(folder, nanos::get);
        PolicyReloader watched = reloader(point, told);
        nanos.set(DecisionPoints.MAX_AGE.toNanos() * 2);
        assertThat(point.overdue()).isTrue();
        watched.look();
        assertThat(point.overdue()).isFalse();

        AUDIT.kill();
        write(ThingsPolicies.text() + "# other\n");
        watched.look();
        nanos.set(DecisionPoints.MAX_AGE.toNanos() * 4);
        watched.look();
        assertThat(point.overdue()).isTrue();

        AUDIT.revive();
        watched.look();
        assertThat(point.overdue()).isFalse();
    }

    @Test
    void putsTheNewestInForceOfThoseThatWaitedForTheLog() throws Exception {
        AUDIT.kill();
        write("nonsense: 1\n");
        look(2);
        write(ThingsPolicies.text() + "# newest\n");
        look(2);

        AUDIT.revive();
        look(1);

        assertThat(decisions.stale()).isFalse();
        assertThat(changes("refused")).isZero();
        assertThat(changes("adopted")).isOne();
    }

    @Test
    void metersSayWhichRevisionIsInForceSinceWhenAndWhenOneWasRefused() throws Exception {
        assertThat(revisionsTold())
                .containsExactly(decisions.current().revision().digest());
        assertThat(time("metagate.policy.activated.timestamp")).isEqualTo(now);
        assertThat(time("metagate.policy.refused.timestamp")).isEqualTo(Instant.EPOCH);
        assertThat(gauge("metagate.policy.stale")).isZero();

        now = now.plusSeconds(60);
        write("nonsense: 1\n");
        look(2);
        assertThat(time("metagate.policy.refused.timestamp")).isEqualTo(now);
        assertThat(time("metagate.policy.activated.timestamp")).isEqualTo(now.minusSeconds(60));

        now = now.plusSeconds(60);
        write(ThingsPolicies.text() + "# mended\n");
        look(2);
        assertThat(revisionsTold())
                .containsExactly(decisions.current().revision().digest());
        assertThat(time("metagate.policy.activated.timestamp")).isEqualTo(now);
    }

    @Test
    void looksAgainAndAgainUntilTheGatewayEnds() throws Exception {
        SimpleMeterRegistry begun = new SimpleMeterRegistry();
        ObservedTasks tasks = new ObservedTasks();
        PolicyRevision before = decisions.current().revision();
        PolicyReloadTask task = new PolicyReloadTask(
                renewal, new PolicyMetrics(decisions, begun), DecisionPoints.config(folder), tasks);
        task.end(new ShutdownEvent());

        task.begin(new StartupEvent());
        write(ThingsPolicies.text() + "# other\n");
        Eventually.holds(
                "changed policies are in force",
                () -> !decisions.current().revision().equals(before));
        assertThat(begun.get("metagate.policy.stale").gauge().value()).isZero();
        assertThat(tasks.longestRound()).isEqualTo(DecisionPoints.MAX_AGE);

        task.end(new ShutdownEvent());
        assertThat(tasks.ends()).isTrue();
    }

    private static PolicyReloader reloader(DecisionPoint point, PolicyMetrics metrics) {
        return ReloadFixture.reloader(point, AUDIT, metrics);
    }

    private List<String> revisionsTold() {
        return meters.find("metagate.policy.info").gauges().stream()
                .map(gauge -> gauge.getId().getTag("revision"))
                .toList();
    }

    private Instant time(String gauge) {
        return Instant.ofEpochSecond((long) gauge(gauge));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            renewal.look();
        }
    }

    private double changes(String outcome) {
        return ReloadFixture.changes(meters, outcome);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("things.yaml"), text);
    }
}
