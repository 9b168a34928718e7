package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hidden field, a field without the right for that use, and a field that does not exist get the same answer, byte for
 * byte (P2).
 */
class IdenticalRefusalsIT {

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT).with("Content-Type", "application/json");

    @Test
    void answersEveryUseOfAHiddenFieldLikeThatOfNoField() throws Exception {
        List<String> searches = Stream.of("phone", "company.notes", "passwordHint", "nothing.at.all", "usedBytes")
                .flatMap(field -> Stream.of(
                        "{\"filter\": {\"" + field + "\": {\"$gt\": \"+15550100123\"}}}",
                        "{\"filter\": {\"" + field + "\": \"+15550100123\"}}",
                        "{\"filter\": {\"$and\": [{\"plan\": \"business\"}, {\"" + field + "\": 7}]}}",
                        "{\"sort\": [\"-" + field + "\"]}",
                        "{\"sort\": [\"region\", \"" + field + "\"]}"))
                .toList();
        List<String> answers = searches.stream().map(this::search).toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 403 ").contains("\"field.not-permitted\"");
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.get(0)));
    }

    @Test
    void answersTheChoiceOfAHiddenFieldLikeThatOfNoField() {
        List<String> answers = Stream.of("company.notes", "nothing", "passwordHint", "company.legalName", "usedBytes")
                .map(field -> search("{\"fields\": [\"" + field + "\"]}"))
                .toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 403 ");
        assertThat(answers).containsOnly(answers.get(0));
        List<String> reads = Stream.of("company.notes", "nothing", "passwordHint")
                .map(field -> RawExchange.request(agent, "GET", record("acc-1") + "?fields=" + field, ""))
                .map(request -> Problems.withoutIds(RawExchange.send(gateway.url(), request)))
                .toList();
        assertThat(reads).containsOnly(reads.get(0));
        assertThat(reads.get(0)).startsWith("HTTP/1.1 403 ");
    }

    /**
     * In the body or the target, {@code FIELD} stands for a field; the last one of the fields is there, and not for
     * that use.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "analyst         | POST | accounts/records/count  | {\"by\": \"FIELD\"}                              | usedBytes",
                "analyst         | POST | accounts/records/count  | {\"filter\": {\"FIELD\": \"+15550100123\"}}        | createdAt",
                "support-agent   | GET  | accounts/records?fields=plan,FIELD  | ``                                | usedBytes",
                "support-agent   | GET  | accounts/records?sort=-FIELD        | ``                                | email",
                "analyst         | POST | accounts/records/export | {\"filter\": {\"FIELD\": \"+15550100123\"}}        | createdAt",
                "analyst         | POST | accounts/records/export | {\"sort\": [\"-FIELD\"]}                         | createdAt",
                "analyst         | POST | accounts/records/export | {\"fields\": [\"plan\", \"FIELD\"]}                | email",
                "restore-service | POST | accounts/tokens/reveal  | {\"field\": \"FIELD\", \"tokens\": [\"t1_x\"]}      | usedBytes",
                "support-agent   | POST | accounts/records/search | {\"filter\": {\"devices.lastSeen\": {\"$gt\": {\"$date\": \"2026-01-01T00:00:00Z\"}}, \"FIELD\": \"x\"}} | usedBytes",
                "support-agent   | POST | accounts/records/search | {\"sort\": [\"devices.lastSeen\", \"FIELD\"]}      | email"
            })
    void answersAnyUseOfAHiddenFieldLikeThatOfNoField(
            String persona, String method, String target, String body, String granted) {
        ApiClient caller = gateway.caller(Persona.of(persona).orElseThrow()).with("Content-Type", "application/json");
        List<String> answers = Stream.of(
                        "company.legalName", "company.notes", "passwordHint", "nothing.at.all", granted)
                .map(field -> RawExchange.request(
                        caller,
                        method,
                        "/v1/collections/" + target.replace("FIELD", field),
                        body.replace("FIELD", field)))
                .map(request -> Problems.withoutIds(RawExchange.send(gateway.url(), request)))
                .toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 403 ").contains("\"field.not-permitted\"");
        assertThat(answers).containsOnly(answers.get(0));
    }

    /** The store has an index on it, which would answer. */
    @Test
    void advisesNoHiddenFieldThatIsIndexed() {
        String unindexed = "{\"filter\": {\"devices.lastSeen\": {\"$gt\": {\"$date\": \"2026-01-01T00:00:00Z\"}}}}";
        assertThat(agent.search("accounts", unindexed).json().path("indexedFields"))
                .extracting(JsonNode::asText)
                .containsExactly("_id", "createdAt", "email", "plan", "region", "username");
        assertThat(agent.search("accounts", "{\"sort\": [\"devices.lastSeen\"]}")
                        .json()
                        .path("indexedFields"))
                .extracting(JsonNode::asText)
                .doesNotContain("usedBytes", "email", "username");
    }

    @Test
    void answersARecordOutOfReachLikeNoRecord() {
        String elsewhere = SampleStore.accounts()
                .filter(account -> !account.getString("region").equals("eu"))
                .findFirst()
                .orElseThrow()
                .getString("_id");
        List<String> answers = Stream.of(elsewhere, "acc-99999999", "x", "%7B%22%24gt%22%3A%22%22%7D")
                .map(id -> RawExchange.request(agent, "GET", record(id), ""))
                .map(request -> Problems.withoutIds(RawExchange.send(gateway.url(), request)))
                .toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 404 ");
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void answersACollectionOutOfReachLikeNoCollection() {
        List<String> answers = Stream.of("companies", "storage-nodes", "nothing", "system.users")
                .map(name -> RawExchange.request(agent, "GET", "/v1/collections/" + name + "/records/com-1", ""))
                .map(request -> Problems.withoutIds(RawExchange.send(gateway.url(), request)))
                .toList();
        assertThat(answers.get(0)).startsWith("HTTP/1.1 403 ");
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    void asksTheStoreNothingForARefusedField() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        Problems.require(
                agent.search("accounts", "{\"filter\": {\"phone\": \"+15550100123\"}}"),
                watch,
                403,
                "field.not-permitted");
        watch.storeWasNotAsked();
    }

    private String search(String body) {
        String request = RawExchange.request(agent, "POST", "/v1/collections/accounts/records/search", body);
        return Problems.withoutIds(RawExchange.send(gateway.url(), request));
    }

    private static String record(String id) {
        return "/v1/collections/accounts/records/" + id;
    }
}
