package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;
import io.metagate.gateway.audit.database.ReconnectingConnection;
import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.test.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of a connection that is in trouble, without a database. */
class KnownTroubleTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(500);

    private final AtomicInteger tries = new AtomicInteger();
    private final CapturedLog log = new CapturedLog();
    private String state = "08001";
    private final LogProbing probing = probing(LONG);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void isInNoTroubleAndNotTriedAtFirst() {
        assertThat(probing.trouble()).isEmpty();
        assertThat(probing.isDue()).isFalse();
        assertThat(probing.untilNext()).isBetween(LONG.dividedBy(2), LONG);
        assertThat(tries).hasValue(0);
    }

    @Test
    void isDownAfterABatchThatFailedUntilRecordsAreWritten() {
        probing.down(new SQLException("canary", "57P01"));
        probing.down(new SQLException("canary", "57P01"));
        assertThat(probing.trouble().orElseThrow()).satisfies(trouble -> {
            assertThat(trouble.reason()).isEqualTo(Reason.DOWN);
            assertThat(trouble.state()).startsWith("57P01 ");
        });
        assertThat(log.text())
                .containsOnlyOnce("the audit log is down: writer=audit-writer-0 sqlState=57P01")
                .doesNotContain("canary");

        probing.recordsWritten();
        probing.recordsWritten();
        assertThat(probing.trouble()).isEmpty();
        assertThat(log.text()).containsOnlyOnce("audit log takes records again: writer=audit-writer-0");
    }

    @Test
    void saysEachTimeThatTheTroubleIsAnother() {
        probing.down(new SQLException("canary", "57P01"));
        probing.down(new SQLException("canary", "08006"));
        assertThat(log.text()).contains("sqlState=57P01", "sqlState=08006");
    }

    @Test
    void isTriedAgainSoonWhereTheDatabaseDoesNotAnswer() {
        assertThat(probing.probe()).isEqualTo(probing.trouble());

        assertThat(probing.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.reason()).isEqualTo(Reason.DOWN));
        assertThat(probing.untilNext()).isLessThanOrEqualTo(SOON);
    }

    @Test
    void isTriedNoMoreSeldomInTroubleThanWithoutIt() {
        LogProbing eager = probing(Duration.ofMillis(20));
        eager.look();
        assertThat(eager.untilNext()).isLessThanOrEqualTo(Duration.ofMillis(20));
        Eventually.holds("it is due", eager::isDue);
    }

    /** That others are taken does not mend it: only rows of all kinds tell. */
    @Test
    void refusesUntilItIsTriedWhateverIsWritten() {
        state = "42501";
        assertThat(probing.probe()).isEqualTo(probing.trouble());
        assertThat(log.text()).contains("the audit log refuses records: writer=audit-writer-0 sqlState=42501");

        probing.recordsWritten();
        assertThat(probing.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.refusing()).isTrue());
        assertThat(probing.untilNext()).isLessThanOrEqualTo(SOON);
    }

    @Test
    void isNotTriedForAWhileOnceRecordsAreWritten() {
        probing.look();
        assertThat(probing.untilNext()).isLessThanOrEqualTo(SOON);
        probing.recordsWritten();
        assertThat(probing.untilNext()).isGreaterThan(LONG.dividedBy(2));
        assertThat(tries).hasValue(1);
    }

    private LogProbing probing(Duration interval) {
        ReconnectingConnection session = new ReconnectingConnection(
                patience -> {
                    tries.incrementAndGet();
                    throw new SQLException("canary", state);
                },
                Duration.ofSeconds(1));
        return new LogProbing("audit-writer-0", new AuditProbe(session), interval);
    }
}
