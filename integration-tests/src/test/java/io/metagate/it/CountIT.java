package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The analyst counts records, and learns of no group so small that it speaks of few people. */
class CountIT {

    private static final String COUNT = "/v1/collections/accounts/records/count";

    private final ApiClient analyst =
            GatewayFixture.shared().caller(Persona.ANALYST).with("Content-Type", "application/json");

    @Test
    void countsAsTheStoreHasIt() {
        assertThat(count("{}").json().path("count").asInt()).isEqualTo(SampleStore.ACCOUNTS);

        Map<String, Long> regions = SampleStore.accounts()
                .collect(Collectors.groupingBy(
                        account -> account.getString("region"), TreeMap::new, Collectors.counting()));
        ApiResponse byRegion = count("{\"by\": \"region\"}");
        Map<String, Long> counted = new TreeMap<>();
        for (JsonNode group : byRegion.json().path("counts")) {
            counted.put(group.path("value").asText(), group.path("count").asLong());
        }
        assertThat(counted).isEqualTo(regions).hasSizeGreaterThan(1);
    }

    @Test
    void tellsNoCountBelowTheSmallestGroup() {
        Stream.of("nowhere", "' or 1").forEach(region -> assertThat(
                        count("{\"filter\": {\"region\": \"" + region + "\"}}").body())
                .isEqualTo("{\"count\":{\"lessThan\":10}}"));
        long most = SampleStore.accounts()
                .mapToLong(account -> account.get("usedBytes", (Number) 0).longValue())
                .max()
                .orElseThrow();

        assertThat(count("{\"filter\": {\"usedBytes\": " + most + "}}").body())
                .isEqualTo("{\"count\":{\"lessThan\":10}}");
    }

    /** Else a group, however small, would tell a value of the one person that a filter finds. */
    @Test
    void tellsOfASmallGroupAsMuchAsOfNone() {
        String someone = SampleStore.accounts().findFirst().orElseThrow().getString("region");
        String nobody =
                count("{\"filter\": {\"usedBytes\": -1}, \"by\": \"region\"}").body();
        String few = SampleStore.accounts()
                .filter(account ->
                        someone.equals(account.getString("region")) && account.get("usedBytes") instanceof Number)
                .limit(9)
                .map(account -> account.get("usedBytes", (Number) 0).toString())
                .collect(Collectors.joining(","));

        assertThat(nobody).isEqualTo("{\"counts\":[]}");
        assertThat(count("{\"filter\": {\"usedBytes\": {\"$in\": [" + few + "]}}, \"by\": \"region\"}")
                        .body())
                .isEqualTo(nobody);
    }

    @Test
    void refusesToCountByAHiddenFieldAsByOneThatDoesNotExist() {
        for (String field : new String[] {"username", "company.notes", "_id", "usedBytes", "nothing.at.all"}) {
            ApiResponse refused = analyst.send("POST", COUNT, "{\"by\": \"" + field + "\"}");

            assertThat(refused.status()).as(field).isEqualTo(403);
            assertThat(refused.json().path("code").asText()).isEqualTo("field.not-permitted");
        }
        assertThat(GatewayFixture.shared()
                        .caller(Persona.RESTORE_SERVICE)
                        .with("Content-Type", "application/json")
                        .send("POST", COUNT, "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void recordsWhatWasCountedAndHowManyValuesWereTold() throws SQLException {
        ApiResponse counted = count("{\"by\": \"region\"}");
        AuditRow row = GatewayFixture.shared().audit().find(counted.auditId()).orElseThrow();

        assertThat(row.action()).isEqualTo("count");
        assertThat(row.leaf())
                .contains("\"fields\":[\"region\"]")
                .contains(
                        "\"public\":{\"clear\":" + counted.json().path("counts").size() + "}");
    }

    private ApiResponse count(String body) {
        ApiResponse reply = analyst.send("POST", COUNT, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }
}
