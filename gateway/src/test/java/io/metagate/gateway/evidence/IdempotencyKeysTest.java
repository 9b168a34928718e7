package io.metagate.gateway.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {

    private static final byte[] KEY = bytes(1);
    private static final byte[] REQUEST = bytes(2);
    private static final Sealed RECORD = new Sealed(new byte[] {1, 2, 3});
    private static final Sealed OTHER_RECORD = new Sealed(new byte[] {4});

    private static PostgresServer server;
    private static Settings settings;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private IdempotencyKeys keys;

    @BeforeAll
    static void startServer() throws Exception {
        server = new PostgresServer();
        settings = server.database("keys");
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void forgetAll() throws Exception {
        keys = new IdempotencyKeys(settings.database(), settings);
        execute("DELETE FROM idempotency_key");
    }

    @Test
    void givesAKeyToTheFirst() throws Exception {
        assertThat(keys.claim(KEY, REQUEST, RECORD, first)).isEqualTo(new Claim.Taken(RECORD, false));
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second)).isEqualTo(new Claim.Underway());
        assertThat(keys.claim(bytes(9), REQUEST, RECORD, second)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void remembersWhatWasDone() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first);
        keys.finish(KEY, first);

        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second)).isEqualTo(new Claim.Done(RECORD));
        keys.release(KEY, first);
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second)).isEqualTo(new Claim.Done(RECORD));
    }

    @Test
    void refusesAKeyOfAnotherRequest() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first);

        assertThat(keys.claim(KEY, bytes(3), RECORD, second)).isEqualTo(new Claim.Misused());
        keys.finish(KEY, first);
        assertThat(keys.claim(KEY, bytes(3), RECORD, second)).isEqualTo(new Claim.Misused());
    }

    @Test
    void givesAKeyBackOfWhatWasNotDone() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first);
        keys.release(KEY, second);
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second)).isEqualTo(new Claim.Underway());

        keys.release(KEY, first);
        assertThat(keys.claim(KEY, bytes(3), OTHER_RECORD, second)).isEqualTo(new Claim.Taken(OTHER_RECORD, false));
    }

    @Test
    void handsTheRecordOnWhereTheFirstNeverEnded() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first);
        execute("UPDATE idempotency_key SET claimed = now() - interval '31 seconds'");

        assertThat(keys.claim(KEY, bytes(3), OTHER_RECORD, second)).isEqualTo(new Claim.Misused());
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, second)).isEqualTo(new Claim.Taken(RECORD, true));
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, first)).isEqualTo(new Claim.Underway());
        keys.finish(KEY, first);
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, first)).isEqualTo(new Claim.Underway());
        keys.finish(KEY, second);
        assertThat(keys.claim(KEY, REQUEST, OTHER_RECORD, first)).isEqualTo(new Claim.Done(RECORD));
    }

    @Test
    void forgetsAfterADay() throws Exception {
        keys.claim(KEY, REQUEST, RECORD, first);
        keys.finish(KEY, first);
        execute("UPDATE idempotency_key SET claimed = now() - interval '25 hours'");

        assertThat(keys.claim(KEY, bytes(3), OTHER_RECORD, second)).isEqualTo(new Claim.Taken(OTHER_RECORD, false));
    }

    @Test
    void givesAKeyToOneOfMany() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(32);
        try {
            List<Future<Claim>> claims = new ArrayList<>();
            for (int n = 0; n < 32; n++) {
                claims.add(clients.submit(() -> keys.claim(KEY, REQUEST, RECORD, UUID.randomUUID())));
            }
            int taken = 0;
            for (Future<Claim> claim : claims) {
                taken += claim.get() instanceof Claim.Taken ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void isUnavailableWhereTheDatabaseIs() {
        Settings nowhere = Settings.of("jdbc:postgresql://localhost:1/keys", "postgres");
        IdempotencyKeys lost = new IdempotencyKeys(nowhere.database(), nowhere);

        assertThatExceptionOfType(AuditUnavailable.class).isThrownBy(() -> lost.claim(KEY, REQUEST, RECORD, first));
    }

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) value;
        return bytes;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(settings.url(), settings.user(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
