package io.metagate.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void mayBeBroughtUpToDateTwice() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            Settings settings = server.database("audit");
            new Schema(settings.database()).migrate();

            assertThat(new Schema(settings.database()).reachesTheDisk()).isTrue();
            assertThat(new AuditTable(settings)
                            .value("SELECT count(*) FROM information_schema.columns c"
                                    + " WHERE table_name = 'audit_record' AND col_description("
                                    + "'audit_record'::regclass, ordinal_position) IS NULL"))
                    .isEqualTo("0");
        }
    }

    @Test
    void namesTheDatabaseThatDoesNotAnswer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Settings settings = withPassword("jdbc:postgresql://localhost:" + port + "/audit");

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> new Schema(settings.database()).migrate())
                .withMessageStartingWith("PostgreSQL at localhost:" + port + "/audit does not answer: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "\n"));
    }

    @Test
    void saysWhyTheSchemaCannotBeBroughtUpToDate() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            Settings settings = server.database("audit");
            server.execute("CREATE ROLE stranger LOGIN");
            Settings stranger = Settings.of(settings.url(), "stranger");

            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> new Schema(stranger.database()).migrate())
                    .withMessageContaining("cannot be brought up to date: ")
                    .withMessageContaining("permission denied")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
    }

    private static Settings withPassword(String url) {
        return new Settings(
                url, "metagate", Optional.of("secret"), 1, 1, 1, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
