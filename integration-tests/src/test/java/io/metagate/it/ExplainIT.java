package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever asks is told what a request would get; what is hidden stays hidden there too, and no data is read. */
class ExplainIT {

    private static final String AS_AGENT =
            ", \"as\": {\"roles\": [\"support-agent\"], \"claims\": {\"regions\": [\"eu\"]}}}";

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = json(Persona.SUPPORT_AGENT);

    @Test
    void tellsWhatARequestWouldGetWithoutReadingAnything() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = explain(
                agent,
                "{\"collection\": \"accounts\", \"filter\": {\"email\": \"jane.roe@acme.example\"}, \"sort\": [\"-createdAt\"]}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("permitted").asBoolean()).isTrue();
        assertThat(reply.json().path("uses")).hasSize(2);
        assertThat(paths(reply)).contains("email", "plan").doesNotContain("company.notes", "usedBytes");
        assertThat(reply.body()).doesNotContain("jane.roe", "support-lookup", ".yaml");
        AuditRow row = watch.onlyRecordOf(reply);
        assertThat(row.action()).isEqualTo("explain");
        assertThat(row.outcome()).isEqualTo("released");
        assertThat(row.leaf())
                .contains("\"filterShape\":\"{email:{$eq:?}}\"", "\"records\":0")
                .doesNotContain("jane.roe");
        watch.storeWasNotAsked();
    }

    @Test
    void saysWhetherThereIsTheIndexThatAFilterOrASortNeeds() {
        String old = "{\"$gt\": {\"$date\": \"2026-01-01T00:00:00Z\"}}";
        assertThat(index("\"filter\": {\"_id\": \"acc-1\"}")).isEqualTo("needs an index; there is one");
        assertThat(index("\"filter\": {\"devices.lastSeen\": " + old + "}")).isEqualTo("needs an index; there is none");
        assertThat(index("\"sort\": [\"devices.lastSeen\"]")).isEqualTo("needs an index; there is none");
        assertThat(index("\"fields\": [\"plan\"]")).isEmpty();
        assertThat(index("\"filter\": {\"company.notes\": \"x\"}")).as("hidden").isEmpty();
    }

    private String index(String query) {
        ApiResponse reply = explain(agent, "{\"collection\": \"accounts\", " + query + "}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("index").asText();
    }

    @Test
    void saysTheSameOfAHiddenFieldAndOfNone() {
        List<String> answers = Stream.of("company.notes", "passwordHint", "nothing", "usedBytes", "phone")
                .map(field -> explain(agent, "{\"collection\": \"accounts\", \"sort\": [\"" + field + "\"]}")
                        .body()
                        .replaceFirst("\"uses\":\\[\\{\"path\":\"" + field + "\"", "\"uses\":[{\"path\":\"?\""))
                .toList();
        assertThat(answers.get(0))
                .contains("\"permitted\":false", "\"reason\":\"field-not-permitted\"", "\"path\":\"?\"");
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void saysTheSameOfACollectionOutOfReachAndOfNone() {
        List<String> answers = Stream.of("companies", "storage-nodes", "nothing")
                .map(name -> explain(agent, "{\"collection\": \"" + name + "\"}")
                        .body()
                        .replace("\"" + name + "\"", "\"?\""))
                .toList();
        assertThat(answers.get(0)).contains("\"permitted\":false", "\"reason\":\"no-permit\"", "\"fields\":[]");
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void refusesToTellOfOthers() throws Exception {
        for (Persona persona : List.of(Persona.SUPPORT_AGENT, Persona.ANALYST, Persona.RESTORE_SERVICE)) {
            SideEffects watch = SideEffects.over(gateway);
            AuditRow row = Problems.require(
                    explain(json(persona), "{\"collection\": \"accounts\"" + AS_AGENT), watch, 403, "role.missing");
            assertThat(row.outcome()).isEqualTo("denied");
            watch.storeWasNotAsked();
        }
    }

    @Test
    void tellsAnAuditorOfOthersWithTheRules() {
        ApiClient auditor = json(Persona.AUDITOR);
        ApiResponse permitted = explain(auditor, "{\"collection\": \"accounts\", \"action\": \"read\"" + AS_AGENT);
        assertThat(permitted.status()).as(permitted.body()).isEqualTo(200);
        assertThat(permitted.body()).contains("\"permitted\":true", "support-lookup", "support-agent.yaml");
        ApiResponse itself = explain(auditor, "{\"collection\": \"accounts\"}");
        assertThat(itself.json().path("permitted").asBoolean()).isFalse();
        assertThat(itself.body()).doesNotContain("support-lookup");
    }

    @Test
    void tellsWhoMayReveal() {
        String reveals = "{\"collection\": \"accounts\", \"action\": \"reveal\", \"fields\": [\"%s\"]}";
        ApiClient restorer = json(Persona.RESTORE_SERVICE);
        assertThat(explain(restorer, reveals.formatted("username")).body()).contains("\"permitted\":true");
        assertThat(explain(restorer, reveals.formatted("email")).body()).contains("\"reason\":\"field-not-permitted\"");
        assertThat(explain(agent, reveals.formatted("username")).body()).contains("\"reason\":\"no-permit\"");
    }

    @Test
    void tellsWhoMayWriteWhatAsTheChangeItselfDoes() {
        String writes = "{\"collection\": \"companies\", \"action\": \"update\", \"fields\": [\"%s\"]}";
        ApiClient billing = json(Persona.BILLING_SERVICE);
        ApiResponse tier = explain(billing, writes.formatted("tier"));
        assertThat(tier.body())
                .contains("\"permitted\":true", "{\"path\":\"tier\",\"needs\":\"write\",\"permitted\":true}");
        ApiClient patching =
                billing.with("Content-Type", "application/merge-patch+json").with("If-Match", "*");
        for (String field : List.of("domain.name", "contacts.email", "internal.notes", "nothing.there")) {
            assertThat(explain(billing, writes.formatted(field)).body())
                    .contains("\"permitted\":false", "\"reason\":\"field-not-permitted\"");
            String patch = "{\"" + field.replace(".", "\": {\"") + "\": \"x\"}}";
            ApiResponse refused = patching.send("PATCH", "/v1/collections/companies/records/none", patch);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(refused.json().path("code").asText()).isEqualTo("field.not-permitted");
        }
    }

    @Test
    void tellsAnAuditorWhichRuleKeepsAFieldFromBeingWritten() {
        ApiResponse described = explain(
                json(Persona.AUDITOR).with("Metagate-Purpose", "billing"),
                "{\"collection\": \"companies\", \"action\": \"update\", \"fields\": [\"tier\", \"contacts.email\"],"
                        + " \"as\": {\"roles\": [\"billing-service\"]}}");
        assertThat(described.json().path("reason").asText()).isEqualTo("field-not-permitted");
        assertThat(described.json().at("/uses/0/grantedBy/0").asText()).isEqualTo("billing-keeps-companies");
        assertThat(described
                        .json()
                        .at("/uses/1/missing/billing-keeps-companies")
                        .asText())
                .startsWith("not granted by the rule at billing-service.yaml:");
    }

    private ApiClient json(Persona persona) {
        return gateway.caller(persona).with("Content-Type", "application/json");
    }

    private static List<String> paths(ApiResponse reply) {
        return reply.json()
                .path("fields")
                .valueStream()
                .map((JsonNode field) -> field.path("path").asText())
                .toList();
    }

    private static ApiResponse explain(ApiClient caller, String body) {
        return caller.send("POST", "/v1/decisions/explain", body);
    }
}
