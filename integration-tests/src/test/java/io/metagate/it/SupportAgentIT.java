package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** The support agent: recognises the customers of its regions, and cannot take their contact data away. */
class SupportAgentIT {

    private static final String JANE = """
            {"_id":"acc-1","username":"jane.roe","name":"J. R.","email":"j***@acme.example","phone":"***0123",\
            "plan":"business","region":"eu","createdAt":{"$date":"2021-08-25T22:38:39Z"},\
            "devices":[{"os":"Android 14","lastSeen":{"$date":"2025-11-20T02:19:22Z"}}],\
            "company":{"contacts":[{"name":"E. D.","phone":"***1383","email":"e***@acme.example"}]}}""";

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);

    @Test
    void readsAMaskedRecordWithoutNotesAndUnclassifiedFields() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = agent.read("accounts", "acc-1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(JANE);
        AuditRow row = watch.onlyRecordOf(reply);
        assertThat(row.outcome()).isEqualTo("released");
        assertThat(row.leaf()).contains("\"records\":1", "\"unclassified\":1", "\"rules\":[\"support-lookup\"]");
    }

    @Test
    void saysInEveryAnswerWhereItIsRecordedAndUnderWhichPolicies() {
        ApiResponse reply = agent.read("accounts", "acc-1");
        assertThat(reply.header("metagate-policy-revision"))
                .hasValueSatisfying(digest -> assertThat(digest).matches("[0-9a-f]{64}"));
        assertThat(reply.header("cache-control")).hasValue("no-store");
        assertThat(reply.header("vary")).hasValue("Authorization");
        assertThat(reply.header("x-content-type-options")).hasValue("nosniff");
        assertThat(reply.header("ratelimit")).isPresent();
        assertThat(reply.header("ratelimit-policy")).isPresent();
    }

    @Test
    void seesOnlyTheFieldsItAsksFor() {
        ApiResponse read = agent.get("/v1/collections/accounts/records/acc-1?fields=plan,devices.os");
        assertThat(read.body()).isEqualTo("{\"plan\":\"business\",\"devices\":[{\"os\":\"Android 14\"}]}");
        ApiResponse found = agent.search("accounts", """
                {"filter": {"_id": "acc-1"}, "fields": ["phone"]}""");
        assertThat(found.body()).isEqualTo("{\"records\":[{\"phone\":\"***0123\"}],\"next\":null}");
    }

    @Test
    void findsACustomerByTheWholeAddressOnly() {
        ApiResponse exact = agent.search("accounts", """
                {"filter": {"email": "jane.roe@acme.example"}}""");
        assertThat(exact.body()).isEqualTo("{\"records\":[" + JANE + "],\"next\":null}");
        ApiResponse masked = agent.search("accounts", """
                {"filter": {"email": "j***@acme.example"}}""");
        assertThat(masked.body()).isEqualTo("{\"records\":[],\"next\":null}");
    }

    @Test
    void seesOnlyItsOwnRegions() {
        ApiResponse page = agent.search("accounts", "{\"limit\": 1000}");
        List<JsonNode> records = page.json().path("records").valueStream().toList();
        assertThat(records).hasSizeGreaterThan(500);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.path("region").asText()).isEqualTo("eu"));
        ApiResponse elsewhere = agent.search("accounts", """
                {"filter": {"region": "us"}}""");
        assertThat(elsewhere.body()).isEqualTo("{\"records\":[],\"next\":null}");
    }

    @Test
    void cannotTellARecordOfAnotherRegionFromOneThatDoesNotExist() throws Exception {
        String elsewhere = SampleStore.accounts()
                .filter(account -> !account.getString("region").equals("eu"))
                .map((Document account) -> account.getString("_id"))
                .findFirst()
                .orElseThrow();
        for (String id : List.of(elsewhere, "acc-99999999", "not%20an%20id", "%24where", "..%2F..%2Fetc")) {
            SideEffects watch = SideEffects.over(gateway);
            ApiResponse reply = agent.read("accounts", id);
            AuditRow row = Problems.require(reply, watch, 404, "record.not-found");
            assertThat(row.outcome()).as("an allowed question was answered").isEqualTo("released");
            assertThat(row.leaf()).doesNotContain(elsewhere).contains("\"records\":0");
        }
    }

    @Test
    void isListedTheCollectionsOfItsPurpose() {
        assertThat(agent.get("/v1/collections").body()).isEqualTo("""
                {"collections":[{"name":"accounts","actions":["read","search"]},\
                {"name":"devices","actions":["read","search"]}]}""");
    }
}
