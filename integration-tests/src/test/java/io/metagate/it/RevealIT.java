package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A token that one persona sees finds the records of its owner, and is turned back by another persona alone. */
class RevealIT {

    private static final String FORGED = "t1_" + "A".repeat(64);

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient analyst = json(Persona.ANALYST);
    private final ApiClient restorer = json(Persona.RESTORE_SERVICE);
    private final String token = analyst.search("backup-sets", "{\"limit\": 1, \"fields\": [\"username\"]}")
            .json()
            .at("/records/0/username")
            .asText();

    @Test
    void isTurnedBackByWhoMay() throws Exception {
        assertThat(token).startsWith("t1_");
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = reveal(restorer, "backup-sets", "username", FORGED, token, "anything");
        String name = reply.json().at("/values/1/value").asText();
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(name).matches("[a-z]+\\.[a-z0-9.]+");
        assertThat(reply.body())
                .isEqualTo("{\"values\":[{\"token\":\"" + FORGED + "\",\"value\":null},{\"token\":\"" + token
                        + "\",\"value\":\"" + name + "\"},{\"token\":\"anything\",\"value\":null}]}");
        AuditRow row = watch.onlyRecordOf(reply);
        assertThat(row.action()).isEqualTo("reveal");
        assertThat(row.outcome()).isEqualTo("released");
        assertThat(row.leaf())
                .contains(
                        "\"fields\":[\"username\"]",
                        "\"filterShape\":\"{username:{$in:[3]}}\"",
                        "\"probes\":3",
                        "\"records\":0",
                        "\"released\":{\"personal.username\":{\"clear\":1}}",
                        "\"rules\":[\"restore-reveals-user-names\"]",
                        "\"bodyCommitment\":")
                .doesNotContain(name, token);
        watch.storeWasNotAsked();
        assertThat(reply.header("ratelimit"))
                .hasValueSatisfying(left -> assertThat(left).contains("restore-probes"));
    }

    @Test
    void findsWhatTheValueItStandsForFinds() throws Exception {
        String name = reveal(restorer, "backup-sets", "username", token)
                .json()
                .at("/values/0/value")
                .asText();
        for (String collection : List.of("backup-sets", "devices")) {
            SideEffects watch = SideEffects.over(gateway);
            ApiResponse byToken = find(analyst, collection, "{\"username\": \"" + token + "\"}");
            assertThat(watch.onlyRecordOf(byToken).leaf())
                    .contains("\"probes\":0", "\"filterShape\":\"{username:{$eq:?}}\"")
                    .doesNotContain(name, token);
            ApiResponse byName = find(restorer, collection, "{\"username\": \"" + name + "\"}");
            assertThat(records(byToken))
                    .isNotEmpty()
                    .hasSameSizeAs(records(byName))
                    .allSatisfy(record ->
                            assertThat(record.path("username").asText()).isEqualTo(token));
            assertThat(records(find(analyst, collection, "{\"username\": {\"$in\": [\"x\", \"" + token + "\"]}}")))
                    .hasSameSizeAs(records(byName));
            assertThat(records(find(
                            analyst, collection, "{\"region\": \"eu\", \"username\": {\"$ne\": \"" + token + "\"}}")))
                    .isNotEmpty()
                    .noneSatisfy(record ->
                            assertThat(record.path("username").asText()).isEqualTo(token));
            assertThat(byToken.body()).doesNotContain(name);
        }
    }

    @Test
    void aForgedTokenFindsWhatAnUnknownValueFinds() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse forged = find(analyst, "backup-sets", "{\"username\": \"" + FORGED + "\"}");
        assertThat(watch.onlyRecordOf(forged).leaf()).contains("\"probes\":1");
        assertThat(forged.body())
                .isEqualTo(find(analyst, "backup-sets", "{\"username\": \"nobody\"}")
                        .body())
                .isEqualTo("{\"records\":[],\"next\":null}");
    }

    @Test
    void refusesEveryOtherFieldAlike() {
        List<String> answers = Stream.of("email", "_id", "region", "passwordHint", "nothing.at.all")
                .map(field -> RawExchange.request(
                        restorer, "POST", "/v1/collections/accounts/tokens/reveal", body(field, token)))
                .map(request -> Problems.withoutIds(RawExchange.send(gateway.url(), request)))
                .toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 403 ").contains("\"field.not-permitted\"");
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void refusesWhoMayNotReveal() throws Exception {
        for (ApiClient other : List.of(analyst, json(Persona.SUPPORT_AGENT), json(Persona.AUDITOR))) {
            SideEffects watch = SideEffects.over(gateway);
            AuditRow row =
                    Problems.require(reveal(other, "backup-sets", "username", token), watch, 403, "access.denied");
            assertThat(row.outcome()).isEqualTo("denied");
            assertThat(row.leaf()).contains("\"collection\":\"backup-sets\"").doesNotContain(token);
            watch.storeWasNotAsked();
        }
    }

    @Test
    void listsTheRightToReveal() {
        assertThat(restorer.get("/v1/collections").body())
                .contains("{\"name\":\"accounts\",\"actions\":[\"read\",\"search\",\"reveal\"]}");
    }

    private ApiClient json(Persona persona) {
        return gateway.caller(persona).with("Content-Type", "application/json");
    }

    private static ApiResponse find(ApiClient caller, String collection, String filter) {
        return caller.search(collection, "{\"limit\": 1000, \"filter\": " + filter + "}");
    }

    private static List<JsonNode> records(ApiResponse page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.json().path("records").valueStream().toList();
    }

    private static ApiResponse reveal(ApiClient caller, String collection, String field, String... tokens) {
        return caller.send("POST", "/v1/collections/" + collection + "/tokens/reveal", body(field, tokens));
    }

    private static String body(String field, String... tokens) {
        return "{\"field\": \"" + field + "\", \"tokens\": [\"" + String.join("\", \"", tokens) + "\"]}";
    }
}
