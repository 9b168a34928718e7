package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.store.LongStore;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.UnreadClients;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.Workspace;
import io.metagate.it.tokens.DraftToken;
import io.metagate.test.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients of many principals that take their answers byte by byte keep nobody else out, and do not keep their answers.
 */
class TricklingReadersIT {

    private static final int PRINCIPALS = 9;
    private static final int CLIENTS = 2;
    private static final int MEBIBYTE = 1 << 20;
    private static final int MOST_UNSENT = 32 * MEBIBYTE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LongStore store;
    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        store = LongStore.of(4_000, 100);
        gateway = GatewayFixture.start(Workspace.fresh("trickle"), AuditServer.shared(), told -> told.store(store.uri())
                .allowingOpenStore()
                // A slow machine is not what is looked for.
                .with("METAGATE_STORE_TIMEOUT", "PT20S")
                .with("METAGATE_STORE_SERVER_SELECTION_TIMEOUT", "PT20S")
                .with("METAGATE_WRITE_RECONCILE_AFTER", "PT30S")
                .with("METAGATE_AUDIT_APPEND_TIMEOUT", "PT20S")
                .with("METAGATE_ADMISSION_MAX_CONCURRENT_PER_PRINCIPAL", "2")
                .with("METAGATE_ADMISSION_MAX_UNSENT_BYTES", Integer.toString(MOST_UNSENT))
                .with("METAGATE_ADMISSION_MAX_UNSENT_BYTES_PER_PRINCIPAL", Integer.toString(8 * MEBIBYTE))
                .with("METAGATE_ADMISSION_QUEUE_TIMEOUT", "PT8S")
                .with("METAGATE_HTTP_WRITE_TIMEOUT", "PT25S"));
        gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        store.close();
    }

    @Test
    void keepNobodyElseOutAndDoNotKeepTheirAnswers() throws Exception {
        try (UnreadClients clients = new UnreadClients()) {
            for (int i = 0; i < PRINCIPALS; i++) {
                ApiClient one = gateway.caller(Persona.ANALYST)
                        .with("Authorization", "Bearer " + token("trickler-" + i))
                        .with("Content-Type", "application/json");
                String page = RawExchange.request(
                        one, "POST", "/v1/collections/accounts/records/search", "{\"limit\": 1000}");
                clients.connect(gateway.url(), CLIENTS, page);
            }
            Eventually.holds("all that may be unsent is", PATIENCE, () -> unsent() >= MOST_UNSENT);

            for (int i = 0; i < 5; i++) {
                clients.takeAByteEach();
                ApiResponse reply = gateway.caller(Persona.SUPPORT_AGENT).read("accounts", LongStore.id(7));
                assertThat(reply.status()).isEqualTo(200);
            }
            Eventually.holds("what is taken too slowly is not kept", PATIENCE, () -> {
                clients.takeAByteEach();
                return unsent() == 0;
            });
        }
        assertThat(Metrics.of(gateway).sum("metagate_admission_dropped_total")).isPositive();
    }

    private static double unsent() {
        return Metrics.of(gateway).sum("metagate_admission_unsent_bytes");
    }

    private static String token(String subject) throws JOSEException {
        return DraftToken.like(Issuers.token(Persona.ANALYST))
                .claims(claims -> claims.put("sub", subject))
                .signed(Issuers.key().key().toPrivateKey());
    }
}
