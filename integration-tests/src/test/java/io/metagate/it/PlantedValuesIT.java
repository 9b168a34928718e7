package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.values.Encodings;
import io.metagate.it.values.PersonalValues;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Personal values have passed through the gateway in records, queries and tokens; none of them stays in its log, audit
 * log or metrics (P7).
 */
@Order(Integer.MAX_VALUE)
class PlantedValuesIT {

    private static final List<String> PLANTED =
            List.of("jane.roe@acme.example", "+15550100123", "Jane Roe", "jane.roe", "my first dog", "canary-4711");

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final PersonalValues values = PersonalValues.of(SampleStore.accounts());

    @Test
    void noPersonalValueIsInTheLogOfTheGatewayTheAuditLogOrTheMetrics() throws Exception {
        plant();
        String auditLog = gateway.audit().all().stream().map(AuditRow::leaf).collect(Collectors.joining("\n"));
        String metrics = new ApiClient(gateway.management()).get("/q/metrics").body();
        String log = gateway.gateway().log();
        assertThat(auditLog).contains("\"outcome\":\"released\"");
        assertThat(metrics).contains("# TYPE");
        assertThat(log).contains("Listening on");
        for (String text : List.of(auditLog, metrics, log)) {
            assertThat(values.findIn(text)).isEmpty();
            for (String planted : PLANTED) {
                assertThat(text).doesNotContain(Encodings.of(planted));
            }
        }
    }

    @Test
    void theSearchFindsEachFormOfAValueInALongText() {
        for (String planted : PLANTED) {
            Set<String> forms = Encodings.of(planted);
            assertThat(forms).hasSizeGreaterThanOrEqualTo(7);
            String encoded = java.util.Base64.getEncoder()
                    .encodeToString(("{\"a\":\"" + planted + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(forms).anyMatch(encoded::contains);
        }
    }

    private void plant() {
        ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT).with("Metagate-Reason", "canary-4711 Jane Roe");
        agent.read("accounts", "acc-1");
        agent.read("accounts", "jane.roe@acme.example");
        agent.read("canary-4711", "jane.roe");
        agent.get("/v1/collections/accounts/records/acc-1?canary-4711=jane.roe");
        agent.get("/jane.roe@acme.example/canary-4711");
        agent.search("accounts", "{\"filter\": {\"email\": \"jane.roe@acme.example\"}}");
        agent.search("accounts", "{\"filter\": {\"phone\": \"+15550100123\"}}");
        agent.search("accounts", "{\"filter\": {\"canary-4711\": \"Jane Roe\"}}");
        agent.search("accounts", "{\"canary-4711\": \"Jane Roe\"}");
        agent.search("accounts", "Jane Roe my first dog");
        agent.with("Metagate-Purpose", "canary-4711").read("accounts", "acc-1");
        plantTokens(gateway.caller(Persona.RESTORE_SERVICE).with("Content-Type", "application/json"));
        agent.with("Authorization", "Bearer canary-4711").read("accounts", "acc-1");
        agent.with("User-Agent", "canary-4711").with("X-Request-Id", "jane.roe").read("accounts", "acc-1");
        gateway.caller(Persona.RESTORE_SERVICE).search("backup-sets", "{\"filter\": {\"username\": \"jane.roe\"}}");
    }

    private void plantTokens(ApiClient restorer) {
        String token = gateway.caller(Persona.ANALYST)
                .search("backup-sets", "{\"limit\": 1, \"fields\": [\"username\"]}")
                .json()
                .at("/records/0/username")
                .asText();
        for (String field : List.of("username", "canary-4711")) {
            restorer.send(
                    "POST",
                    "/v1/collections/backup-sets/tokens/reveal",
                    "{\"field\": \"" + field + "\", \"tokens\": [\"jane.roe\", \"" + token + "\"]}");
        }
        gateway.caller(Persona.ANALYST).search("backup-sets", "{\"filter\": {\"username\": \"" + token + "\"}}");
        restorer.send(
                "POST",
                "/v1/decisions/explain",
                "{\"collection\": \"canary-4711\", \"filter\": {\"email\": \"jane.roe@acme.example\"}}");
    }
}
