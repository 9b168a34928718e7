package io.metagate.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditLogCheckTest {

    @Test
    void namesEveryWrongSettingAndNoSecret() {
        Settings wrong = new Settings(
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
                        "metagate.audit.lanes: less than one",
                        "metagate.audit.queue: less than one",
                        "metagate.audit.batch: less than one",
                        "metagate.audit.deadline: less than one",
                        "metagate.audit.search-deadline: less than one",
                        "metagate.audit.url: not jdbc:postgresql://host:port/database");
    }

    @Test
    void saysInOneLineThatTheDatabaseRefuses() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            Settings settings = server.database("audit");
            assertThat(problems(settings)).isEmpty();

            assertThat(problems(Settings.of(settings.url(), "nobody_known")))
                    .singleElement()
                    .asString()
                    .startsWith("metagate.audit.url: PostgreSQL at localhost:")
                    .contains("/audit does not answer: ", "nobody_known")
                    .doesNotContain("\n");
        }
    }

    private static List<String> problems(Settings settings) {
        AuditDatabase database = settings.database();
        return new AuditLogCheck(settings, database, new Schema(database)).problems();
    }
}
