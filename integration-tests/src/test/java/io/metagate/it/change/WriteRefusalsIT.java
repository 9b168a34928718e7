package io.metagate.it.change;

import static io.metagate.it.change.WritableThings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.Workspace;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused change tells nothing of what its author does not see (P2), and changes nothing. */
class WriteRefusalsIT {

    private static final String AUDIT_ID = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static WritableThings things;

    @BeforeAll
    static void start() {
        things = WritableThings.start(Workspace.fresh("write-refusals"), AuditServer.shared());
        things.hold(Document.parse("{_id: 'here', region: 'eu', number: 1, owner: 'jane', secret: 's'}"));
        things.hold(Document.parse("{_id: 'there', region: 'us', number: 1, owner: 'jane', secret: 's'}"));
    }

    @AfterAll
    static void stop() {
        things.close();
    }

    @Test
    void refusesEveryFieldThatMayNotBeWrittenAlike() {
        long before = changes();
        List<String> members = List.of(
                "\"secret\": \"x\"",
                "\"secret\": 7",
                "\"secret\": null",
                "\"owner\": \"**e\"",
                "\"owner\": \"jane\"",
                "\"ghost\": \"x\"",
                "\"ghost\": {\"a\": [1]}",
                "\"region\": \"eu\", \"secret\": \"x\"",
                "\"number\": \"seven\", \"secret\": \"x\"",
                "\"parts\": [{\"name\": \"x\", \"cost\": 1}]",
                "\"tags\": {\"x\": 1}");
        for (ApiClient caller : List.of(
                things.patcher().with("If-Match", "*"),
                things.patcher().with("If-Match", "\"stale\""),
                things.patcher())) {
            assertAlike("HTTP/1.1 403 ", members.stream().flatMap(member -> Stream.of("here", "there", "none")
                    .map(id -> RawExchange.request(caller, "PATCH", RECORDS + "/" + id, "{" + member + "}"))));
        }
        assertAlike("HTTP/1.1 403 ", members.stream().flatMap(member -> Stream.of("here", "there", "none")
                .map(id -> RawExchange.request(
                        things.writer(), "POST", RECORDS, "{\"_id\": \"" + id + "\", " + member + "}"))));
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void takesNoMaskedValueForAValue() {
        things.hold(new Document("_id", "masked").append("region", "eu").append("handle", List.of("janeroe", "max")));
        ApiResponse read = things.writer().get(RECORDS + "/masked");
        assertThat(read.json().path("handle").path(0).asText()).endsWith("e").isNotEqualTo("janeroe");
        String shown = read.json().path("handle").path(0).asText();

        for (String handle : List.of("\"" + shown + "\"", "[\"x\", \"" + shown + "\"]")) {
            ApiResponse refused = things.patcher()
                    .with("If-Match", "*")
                    .send("PATCH", RECORDS + "/masked", "{\"number\": 2, \"handle\": " + handle + "}");
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(refused.json().path("code").asText()).isEqualTo("field.not-permitted");
        }
        assertThat(things.stored("things").find(new Document("_id", "masked")).first())
                .isEqualTo(new Document("_id", "masked")
                        .append("region", "eu")
                        .append("handle", List.of("janeroe", "max")));

        ApiResponse written =
                things.patcher().with("If-Match", "*").send("PATCH", RECORDS + "/masked", "{\"handle\": \"other\"}");
        assertThat(written.status()).as(written.body()).isEqualTo(200);
    }

    @Test
    void answersARecordOutOfReachLikeNoRecord() {
        long before = changes();
        for (String condition : List.of("*", "\"anything\"", "W/\"weak\"")) {
            assertAlike(
                    "HTTP/1.1 404 ",
                    Stream.of("there", "none", "x", "%7B%22%24gt%22%3A%22%22%7D")
                            .map(id -> RawExchange.request(
                                    things.patcher().with("If-Match", condition),
                                    "PATCH",
                                    RECORDS + "/" + id,
                                    "{\"number\": 2}")));
            assertAlike(
                    "HTTP/1.1 404 ",
                    Stream.of("there", "none")
                            .map(id -> RawExchange.request(
                                    things.writer().with("If-Match", condition), "DELETE", RECORDS + "/" + id, "")));
        }
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void asksForAConditionWhereverTheRecordIs() {
        assertAlike(
                "HTTP/1.1 428 ",
                Stream.of("here", "there", "none")
                        .map(id ->
                                RawExchange.request(things.patcher(), "PATCH", RECORDS + "/" + id, "{\"number\": 2}")));
    }

    @Test
    void refusesAValueOfAnotherTypeWhereverTheRecordIs() {
        for (String patch : List.of("{\"number\": \"seven\"}", "{\"tags\": 7}", "{\"maker\": \"x\"}", "{}")) {
            assertAlike(
                    "HTTP/1.1 400 ",
                    Stream.of("here", "there", "none")
                            .map(id -> RawExchange.request(
                                    things.patcher().with("If-Match", "*"), "PATCH", RECORDS + "/" + id, patch)));
        }
    }

    @Test
    void movesNoRecordOutOfReachAndMakesNoneThere() {
        ApiClient patcher = things.patcher().with("If-Match", "*");
        for (String patch :
                List.of("{\"region\": \"us\"}", "{\"region\": null}", "{\"region\": \"us\", \"number\": 3}")) {
            assertCode(patcher.send("PATCH", RECORDS + "/here", patch), 403, "record.outside-row-filter");
        }
        for (String id : List.of("here", "there", "none")) {
            for (String member : List.of("\"region\": \"us\"", "\"number\": 1")) {
                String body = "{\"_id\": \"" + id + "\", " + member + "}";
                assertCode(things.writer().send("POST", RECORDS, body), 403, "record.outside-row-filter");
            }
        }
        assertThat(things.stored("things").countDocuments()).isEqualTo(2);
    }

    @Test
    void tellsThatAnIdentifierIsTakenWhereverItIs() {
        assertAlike(
                "HTTP/1.1 409 ",
                Stream.of("here", "there")
                        .map(id -> RawExchange.request(
                                things.writer(), "POST", RECORDS, "{\"_id\": \"" + id + "\", \"region\": \"eu\"}")));
        assertThat(things.stored("things").find(new Document("_id", "there")).first())
                .isEqualTo(Document.parse("{_id: 'there', region: 'us', number: 1, owner: 'jane', secret: 's'}"));
    }

    @Test
    void refusesWhoMayOnlyRead() {
        ApiClient reader = things.reader();
        assertThat(reader.get(RECORDS + "/here").status()).isEqualTo(200);
        assertCode(reader.send("POST", RECORDS, "{\"_id\": \"new\", \"region\": \"eu\"}"), 403, "access.denied");
        assertCode(
                reader.with("Content-Type", "application/merge-patch+json")
                        .with("If-Match", "*")
                        .send("PATCH", RECORDS + "/here", "{\"number\": 2}"),
                403,
                "access.denied");
        assertCode(reader.send("DELETE", RECORDS + "/here", ""), 403, "access.denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a.b\": 1}",
                "{\"$set\": {\"number\": 1}}",
                "{\"maker\": {\"$x\": 1}}",
                "{\"number\": 1, \"number\": 2}",
                "[]",
                "7",
                "{\"number\": {\"$numberLong\": \"x\"}}",
                "{\"\": 1}",
                "{\"number\": 1"
            })
    void refusesWhatIsNoRecord(String body) {
        ApiClient patcher = things.patcher().with("If-Match", "*");
        assertThat(patcher.send("PATCH", RECORDS + "/here", body).status()).isEqualTo(400);
        assertThat(things.writer().send("POST", RECORDS, body).status()).isEqualTo(400);
        assertUnchanged();
    }

    @Test
    void refusesConditionsThatItWouldNotHonour() {
        Map<String, String> conditions = Map.of(
                "If-Match", "unquoted", "If-None-Match", "*", "If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT");
        conditions.forEach((name, value) -> {
            ApiClient odd = things.patcher().with("If-Match", "*").with(name, value);
            assertCode(odd.send("PATCH", RECORDS + "/here", "{\"number\": 2}"), 400, "request.invalid-value");
            ApiResponse made =
                    things.writer().with(name, value).send("POST", RECORDS, "{\"_id\": \"n\", \"region\": \"eu\"}");
            assertCode(made, 400, "request.invalid-value");
        });
        ApiClient keyed = things.patcher().with("If-Match", "*").with("Idempotency-Key", "once");
        assertCode(keyed.send("PATCH", RECORDS + "/here", "{\"number\": 2}"), 400, "request.invalid-value");
        assertCode(keyed.send("DELETE", RECORDS + "/here", ""), 400, "request.invalid-value");
        assertUnchanged();
    }

    @Test
    void refusesOtherMediaTypesParametersMethodsAndLengths() {
        ApiClient patcher = things.patcher().with("If-Match", "*");
        String patch = "{\"number\": 2}";
        String tooLong = "{\"tags\": \"" + "x".repeat(64 * 1024) + "\"}";
        ApiClient asJson = patcher.with("Content-Type", "application/json");
        assertThat(asJson.send("PATCH", RECORDS + "/here", patch).status()).isEqualTo(415);
        assertThat(things.patcher().send("POST", RECORDS, patch).status()).isEqualTo(415);
        assertThat(things.writer().send("PUT", RECORDS + "/here", patch).status())
                .isEqualTo(405);
        assertCode(patcher.send("PATCH", RECORDS + "/here?upsert=true", patch), 400, "request.unknown-parameter");
        assertThat(patcher.send("PATCH", RECORDS + "/here", tooLong).status()).isEqualTo(413);
        assertUnchanged();
    }

    private static void assertUnchanged() {
        assertThat(things.stored("things").find(new Document("_id", "here")).first())
                .isEqualTo(Document.parse("{_id: 'here', region: 'eu', number: 1, owner: 'jane', secret: 's'}"));
    }

    private static long changes() {
        return things.relay().commands("insert", "update", "delete");
    }

    private static void assertCode(ApiResponse reply, int status, String code) {
        assertThat(reply.status()).as(reply.everything()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
    }

    private static void assertAlike(String begin, Stream<String> requests) {
        List<String> answers = requests.map(
                        request -> RawExchange.send(things.gateway().url(), request))
                .map(answer -> answer.replaceAll(AUDIT_ID, "<audit id>").replaceAll("(?i)date: [^\r]*", "date: <now>"))
                .toList();
        assertThat(answers.get(0)).startsWith(begin);
        assertThat(answers).containsOnly(answers.get(0));
    }
}
