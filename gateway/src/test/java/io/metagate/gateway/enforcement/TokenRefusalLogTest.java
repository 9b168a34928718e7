package io.metagate.gateway.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.oidc.TokenRefusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRefusalLogTest {

    private static final UUID ID = UUID.fromString("01a209ab-500c-75fc-987e-11b9f20b60b2");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Lines lines = new Lines();
    private Duration time = Duration.ofHours(-1);
    private final TokenRefusalLog refusals = new TokenRefusalLog(meters, () -> time.toNanos());

    @BeforeEach
    void listen() {
        Logger.getLogger(TokenRefusalLog.class.getName()).addHandler(lines);
    }

    @AfterEach
    void leave() {
        Logger.getLogger(TokenRefusalLog.class.getName()).removeHandler(lines);
    }

    @Test
    void countsEachAndTellsOneAMinuteOfEachClass() {
        for (int i = 0; i < 1_000; i++) {
            refusals.note(ID, TokenRefusal.AUDIENCE);
        }
        refusals.note(ID, TokenRefusal.EXPIRED);
        refusals.note(ID, TokenRefusal.NO_TOKEN);
        assertThat(lines.told).hasSize(2);
        time = time.plusSeconds(60);
        refusals.note(ID, TokenRefusal.AUDIENCE);

        assertThat(lines.told).hasSize(3);
        assertThat(counted("audience")).isEqualTo(1_001);
        assertThat(counted("expired")).isEqualTo(1);
        assertThat(counted("no-token")).isEqualTo(1);
    }

    private double counted(String reason) {
        return meters.counter("metagate.token.refusals", "reason", reason).count();
    }

    private static final class Lines extends Handler {

        private final List<LogRecord> told = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            told.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
