package io.metagate.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.audit.database.AuditDatabase;
import io.metagate.gateway.audit.database.AuditSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditLogCheckTest {

    @Test
    void namesEveryWrongSettingAndNoSecret() {
        AuditSettings wrong = new AuditSettings(
                "jdbc:mysql://localhost/audit?password=secret",
                "metagate",
                Optional.of("secret"),
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO);

        assertThat(problems(wrong))
                .containsExactly(
                        "metagate.audit.writers: less than one",
                        "metagate.audit.queue-capacity: less than one",
                        "metagate.audit.max-batch-size: less than one",
                        "metagate.audit.append-timeout: not between 1 ms and 1 h",
                        "metagate.audit.search-timeout: not between 1 ms and 1 h",
                        "metagate.audit.url: not jdbc:postgresql://host:port/database");
    }

    @Test
    void refusesTimesThatNoCounterHolds() {
        AuditSettings wrong = new AuditSettings(
                "jdbc:postgresql://localhost/audit",
                "metagate",
                Optional.empty(),
                1,
                1,
                1,
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE));

        assertThat(problems(wrong))
                .containsExactly(
                        "metagate.audit.append-timeout: not between 1 ms and 1 h",
                        "metagate.audit.search-timeout: not between 1 ms and 1 h");
    }

    private static List<String> problems(AuditSettings settings) {
        AuditDatabase database = settings.database();
        return new AuditLogCheck(settings, database, new AuditSchema(database)).problems();
    }
}
