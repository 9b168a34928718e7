package io.metagate.gateway.enforcement.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.decision.DecisionPoint;
import io.metagate.gateway.decision.DecisionPoints;
import io.metagate.gateway.enforcement.AuditRecordFactory;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.policy.compiled.PolicyRevision;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the policies while the folder of the bundle does not come to rest. */
class UnsettledBundleTest {

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private DecisionPoint decisions;
    private PolicyMetrics metrics;
    private PolicyReloader reloader;

    @BeforeEach
    void open() throws Exception {
        AUDIT.revive();
        write(ThingsPolicies.text());
        decisions = DecisionPoints.of(folder);
        metrics = new PolicyMetrics(decisions, meters);
        metrics.begin();
        reloader = reloader(decisions, metrics);
    }

    @ParameterizedTest
    @EnumSource
    void confirmsNothingOfAFolderThatNeverComesToRest(UnsettledFolder unsettled) throws Exception {
        AtomicLong nanos = new AtomicLong();
        DecisionPoint point = DecisionPoints.of(folder, nanos::get);
        PolicyRevision before = point.current().revision();
        try (CapturedLog log = new CapturedLog()) {
            PolicyReloader watched = reloader(point, metrics);
            for (int look = 0; look < 12; look++) {
                unsettled.pass(folder.resolve("things.yaml"), look);
                nanos.addAndGet(DecisionPoints.MAX_AGE.toNanos() / 4);
                watched.look();
                assertThat(point.overdue()).as("after look %s", look).isEqualTo(look >= 4);
            }
            assertThat(point.stale()).isTrue();
            assertThat(point.current().revision()).isEqualTo(before);
            assertThat(log.text()).containsOnlyOnce("accesses are refused");

            Files.deleteIfExists(folder.resolve("gone.yaml"));
            write(ThingsPolicies.text() + "# at rest\n");
            watched.look();
            watched.look();
            watched.look();
            assertThat(point.overdue()).isFalse();
            assertThat(point.current().revision()).isNotEqualTo(before);
            assertThat(log.text()).containsOnlyOnce("accesses are decided again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void decidesNothingBeforeTheFolderWasFoundAtRestOnce(UnsettledFolder unsettled) throws Exception {
        DecisionPoint begun = DecisionPoints.begun(folder);
        PolicyReloader watched = reloader(begun, metrics);
        assertThat(begun.overdue()).isTrue();
        for (int look = 0; look < 4; look++) {
            unsettled.pass(folder.resolve("things.yaml"), look);
            watched.look();
            assertThat(begun.overdue()).as("after look %s", look).isTrue();
        }

        Files.deleteIfExists(folder.resolve("gone.yaml"));
        write(ThingsPolicies.text());
        watched.look();
        watched.look();
        assertThat(begun.overdue()).isFalse();
    }

    @Test
    void appliesNoWaitingBundleWhereTheFolderHasMovedOn() throws Exception {
        PolicyRevision before = decisions.current().revision();
        AUDIT.kill();
        write(ThingsPolicies.text() + "# too wide\n");
        look(2);

        AUDIT.revive();
        write(ThingsPolicies.text());
        look(1);
        assertThat(decisions.current().revision()).isEqualTo(before);
        assertThat(changes("adopted")).isZero();

        look(1);
        assertThat(decisions.current().revision()).isEqualTo(before);
        assertThat(AUDIT.newest()).contains(before.digest());
    }

    @Test
    void appliesAWaitingBundleThatTheFolderHoldsAgain() throws Exception {
        PolicyRevision before = decisions.current().revision();
        AUDIT.kill();
        write(ThingsPolicies.text() + "# other\n");
        look(2);
        write(ThingsPolicies.text());
        look(1);

        AUDIT.revive();
        write(ThingsPolicies.text() + "# other\n");
        look(1);
        assertThat(decisions.current().revision()).isEqualTo(before);
        look(1);
        assertThat(decisions.current().revision()).isNotEqualTo(before);
        assertThat(changes("adopted")).isOne();
    }

    @Test
    void appliesNoBundleThatTheFolderHoldsNoMoreOnceItIsRecorded() throws Exception {
        PolicyRevision before = decisions.current().revision();
        AtomicInteger recorded = new AtomicInteger();
        AuditRecordFactory records = new AuditRecordFactory(ReloadFixture.pseudonyms(), () -> "gateway-0") {
            @Override
            public AuditRecord adopted(UUID id, PolicyRevision revision) {
                if (recorded.incrementAndGet() == 1) {
                    uncheckedWrite(ThingsPolicies.text());
                }
                return super.adopted(id, revision);
            }
        };
        PolicyReloader watched = new PolicyReloader(decisions, AUDIT.log(), records, metrics);
        write(ThingsPolicies.text() + "# too wide\n");
        watched.look();
        watched.look();
        assertThat(recorded).hasValue(1);
        assertThat(decisions.current().revision()).isEqualTo(before);

        watched.look();
        assertThat(decisions.current().revision()).isEqualTo(before);
        assertThat(AUDIT.newest()).contains(before.digest());
        assertThat(changes("adopted")).isOne();
    }

    @Test
    void takesBackWhatWasAppliedInPartWhereTheFolderHasMovedOn() throws Exception {
        PolicyRevision before = decisions.current().revision();
        AtomicInteger failures = new AtomicInteger();
        PolicyReloader unlucky = reloader(decisions, new PolicyMetrics(decisions, meters, InstantSource.system()) {
            @Override
            void adopted(PolicyRevision revision) {
                if (failures.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("no meter");
                }
                super.adopted(revision);
            }
        });
        write(ThingsPolicies.text() + "# too wide\n");
        unlucky.look();
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(unlucky::look);

        write(ThingsPolicies.text());
        unlucky.look();
        unlucky.look();
        assertThat(decisions.current().revision()).isEqualTo(before);
        assertThat(meters.get("metagate.policy.info").gauges())
                .extracting(gauge -> gauge.getId().getTag("revision"))
                .containsExactly(before.digest());
    }

    @Test
    void confirmsWhatWasThereWhenALookBegan() throws Exception {
        AtomicLong nanos = new AtomicLong();
        DecisionPoint point = DecisionPoints.of(folder, nanos::get);
        PolicyReloader slow = reloader(point, new PolicyMetrics(point, meters, InstantSource.system()) {
            @Override
            void adopted(PolicyRevision revision) {
                super.adopted(revision);
                nanos.addAndGet(DecisionPoints.MAX_AGE.toNanos() + 1);
            }
        });
        write(ThingsPolicies.text() + "# other\n");
        slow.look();
        slow.look();
        assertThat(changes("adopted")).isOne();
        assertThat(point.overdue()).isTrue();

        slow.look();
        assertThat(point.overdue()).isFalse();
    }

    private static PolicyReloader reloader(DecisionPoint point, PolicyMetrics metrics) {
        return ReloadFixture.reloader(point, AUDIT, metrics);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            reloader.look();
        }
    }

    private double changes(String outcome) {
        return ReloadFixture.changes(meters, outcome);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("things.yaml"), text);
    }

    private void uncheckedWrite(String text) {
        try {
            write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
