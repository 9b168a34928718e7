package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.KeycloakServer;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens of a real Keycloak: those that are meant for the gateway are accepted, and no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {

    private final Workspace workspace = Workspace.fresh("keycloak");
    private KeycloakServer keycloak;
    private GatewayFixture gateway;

    @BeforeAll
    void start() throws Exception {
        keycloak = KeycloakServer.start(workspace);
        gateway = GatewayFixture.start(workspace, AuditServer.shared(), told -> told.issuer(keycloak.issuer()));
        gateway.awaitReady();
    }

    @AfterAll
    void stop() {
        gateway.close();
        keycloak.close();
    }

    @Test
    void aServiceReadsWithItsClientCredentials() throws Exception {
        ApiClient service = gateway.caller(
                        service("restore-service").path("access_token").asText())
                .with("Metagate-Purpose", "restore");
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = service.read("accounts", "acc-1");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("username").asText()).isEqualTo("jane.roe");
        assertThat(reply.body()).doesNotContain("email", "phone");
        assertThat(watch.onlyRecordOf(reply).leaf()).contains("\"client\":\"restore-service\"", "\"restore-service\"");
    }

    @Test
    void aPersonReadsTheRegionsThatTheRealmGivesThem() {
        ApiClient sam =
                gateway.caller(person().path("access_token").asText()).with("Metagate-Purpose", "customer-support");
        assertThat(sam.read("accounts", "acc-1").json().path("phone").asText()).isEqualTo("***0123");
        ApiResponse page =
                sam.search("accounts", "{\"limit\": 1000, \"sort\": [\"region\"], \"fields\": [\"region\"]}");
        assertThat(page.json().path("records"))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.path("region").asText()).isIn("eu", "apac"));
    }

    @Test
    void aTokenWithoutAudienceIsRefused() throws Exception {
        assertRefused(service("without-audience").path("access_token").asText());
    }

    @Test
    void anIdTokenIsRefused() throws Exception {
        assertRefused(person().path("id_token").asText());
    }

    @Test
    void aRefreshTokenIsRefused() throws Exception {
        assertRefused(person().path("refresh_token").asText());
    }

    private void assertRefused(String token) throws Exception {
        assertThat(token).isNotEmpty();
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = gateway.caller(token)
                .with("Metagate-Purpose", "customer-support")
                .read("accounts", "acc-1");
        AuditRow row = Problems.require(reply, watch, 401, "authentication.failed");
        assertThat(reply.header("www-authenticate")).hasValue("Bearer realm=\"metagate\", error=\"invalid_token\"");
        assertThat(row.action()).isEqualTo("authenticate");
        assertThat(row.outcome()).isEqualTo("denied");
        watch.storeWasNotAsked();
    }

    private JsonNode service(String client) {
        return granted("grant_type=client_credentials&client_id=" + client + "&client_secret=it-secret-of-" + client);
    }

    private JsonNode person() {
        return granted("grant_type=password&client_id=support-desk&client_secret=it-secret-of-support-desk"
                + "&username=sam&password=it-password-of-sam&scope=openid");
    }

    private JsonNode granted(String form) {
        ApiResponse reply = keycloak.tokens(form);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }
}
