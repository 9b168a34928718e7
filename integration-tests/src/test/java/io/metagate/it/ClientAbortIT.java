package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.test.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Hanging up keeps no access out of the audit log. */
class ClientAbortIT {

    private static final int TIMES = 50;

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);

    @Test
    void aClientThatHangsUpIsRecordedAllTheSame() throws Exception {
        String read = RawExchange.request(agent, "GET", "/v1/collections/accounts/records/acc-1", "");
        assertEachIsRecorded(read);
    }

    @Test
    void aClientThatHangsUpOnASearchIsRecordedAllTheSame() throws Exception {
        ApiClient caller = agent.with("Content-Type", "application/json");
        assertEachIsRecorded(
                RawExchange.request(caller, "POST", "/v1/collections/accounts/records/search", "{\"limit\": 1000}"));
    }

    private void assertEachIsRecorded(String request) throws Exception {
        long before = gateway.audit().count();
        for (int time = 0; time < TIMES; time++) {
            RawExchange.sendAndHangUp(gateway.url(), request);
        }
        Eventually.holds(
                TIMES + " records",
                Duration.ofSeconds(30),
                () -> gateway.audit().count() == before + TIMES);
        assertThat(agent.read("accounts", "acc-1").status()).isEqualTo(200);
        assertThat(gateway.audit().count()).isEqualTo(before + TIMES + 1);
    }
}
