package io.metagate.gateway.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.CapturedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SqlFailureLoggerTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final SqlFailureLogger failures = new SqlFailureLogger("work not done", now::get);

    @Test
    void logsTheSameStateAgainAfterTenSecondsAndAnotherOneAtOnce() {
        assertThat(lines("42501")).isOne();
        assertThat(lines("42501")).isZero();
        assertThat(lines("53300")).isOne();
        now.addAndGet(Duration.ofMillis(9_999).toNanos());
        assertThat(lines("42501")).isZero();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(lines("42501")).isOne();
        assertThat(lines("42501")).isZero();
    }

    @Test
    void logsAnUnknownStateWithoutWhatItSays() {
        try (CapturedLog log = new CapturedLog()) {
            failures.log(new SQLException("planted", "planted\nline"));
            assertThat(log.text()).contains("work not done: sqlState=unknown").doesNotContain("planted");
        }
    }

    private long lines(String state) {
        try (CapturedLog log = new CapturedLog()) {
            failures.log(new SQLException("planted", state));
            assertThat(log.text()).doesNotContain("planted");
            return log.text().lines().filter(line -> line.contains(state)).count();
        }
    }
}
