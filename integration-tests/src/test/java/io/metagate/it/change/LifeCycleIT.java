package io.metagate.it.change;

import static io.metagate.it.change.WritableThings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.Workspace;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record is made, read, changed and removed, and each step is in the audit log before and after it is done. */
class LifeCycleIT {

    private static WritableThings things;

    @BeforeAll
    static void start() {
        things = WritableThings.start(Workspace.fresh("life-cycle"), AuditServer.shared());
    }

    @AfterAll
    static void stop() {
        things.close();
    }

    @Test
    void aRecordIsMadeReadChangedAndRemoved() {
        ApiClient writer = things.writer();
        ApiResponse made = writer.send(
                "POST", RECORDS, "{\"_id\": \"full 1\", \"region\": \"eu\", \"number\": 1, \"note\": \"n\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("location")).hasValue(RECORDS + "/full%201");
        assertThat(made.body()).isEqualTo("{\"_id\":\"full 1\",\"region\":\"eu\",\"number\":1}");

        ApiResponse read = writer.get(made.header("location").orElseThrow());
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(read.header("etag")).isPresent().isEqualTo(made.header("etag"));

        ApiResponse changed = things.patcher()
                .with("If-Match", etag(read))
                .send("PATCH", RECORDS + "/full%201", "{\"number\": 2, \"maker\": {\"name\": \"m\"}, \"note\": null}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body())
                .isEqualTo("{\"_id\":\"full 1\",\"region\":\"eu\",\"number\":2,\"maker\":{\"name\":\"m\"}}");
        assertThat(changed.header("etag")).isPresent().isNotEqualTo(read.header("etag"));
        assertThat(stored("full 1"))
                .isEqualTo(new Document("_id", "full 1")
                        .append("region", "eu")
                        .append("number", 2)
                        .append("maker", new Document("name", "m")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b", "/", "//", "a/../b", "...", ".a", " ", "+", "%", "%2e", "a?b#c", "a;b=c", "search", "count",
                "export", "&=", "ä€😀", "a'b", "a\\\\b", "~", "*"
            })
    void aRecordIsReachedUnderEveryIdentifierThatItCanHave(String id) {
        ApiResponse made = things.writer().send("POST", RECORDS, "{\"_id\": \"" + id + "\", \"region\": \"eu\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);

        String location = made.header("location").orElseThrow();
        assertThat(things.writer().get(location).body()).isEqualTo(made.body());
        assertThat(things.writer().send("DELETE", location, "").status()).isEqualTo(204);
    }

    @Test
    void aRecordIsRemovedIfItIsTheOneThatIsMeant() {
        ApiClient writer = things.writer();
        things.hold(new Document("_id", "gone").append("region", "eu"));
        ApiResponse read = writer.get(RECORDS + "/gone");
        things.patcher().with("If-Match", etag(read)).send("PATCH", RECORDS + "/gone", "{\"number\": 2}");

        ApiClient late = writer.with("If-Match", etag(read));
        assertThat(late.send("DELETE", RECORDS + "/gone", "").status()).isEqualTo(412);
        ApiResponse again = writer.get(RECORDS + "/gone");
        ApiResponse removed = writer.with("If-Match", etag(again)).send("DELETE", RECORDS + "/gone", "");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(writer.get(RECORDS + "/gone").status()).isEqualTo(404);
        assertThat(writer.send("DELETE", RECORDS + "/gone", "").status()).isEqualTo(404);
        assertThat(things.stored("things").countDocuments(new Document("_id", "gone")))
                .isZero();
    }

    @Test
    void aChangeIsAnnouncedAndThenTold() throws Exception {
        ApiResponse made = things.writer()
                .send("POST", RECORDS, "{\"_id\": \"told\", \"region\": \"eu\", \"number\": 7, \"note\": \"hush\"}");
        List<AuditRow> records = things.recordsOf(made);
        assertThat(records).extracting(AuditRow::action).containsOnly("create");
        assertThat(records).extracting(AuditRow::outcome).containsExactly("intended", "released");
        assertThat(records).allSatisfy(record -> assertThat(record.leaf())
                .contains(
                        "\"fields\":[\"_id\",\"note\",\"number\",\"region\"]",
                        "\"collection\":\"things\"",
                        "\"record\":")
                .doesNotContain("told", "hush"));
        assertThat(records.get(0).leaf())
                .contains("\"write\":{\"id\":\"" + records.get(0).id() + "\"}");
        assertThat(records.get(1).leaf())
                .contains("\"write\":{\"done\":true,\"id\":\"" + records.get(0).id() + "\"}");
        assertThat(records.get(1).leaf()).contains("\"records\":1", "\"bodyCommitment\":", "\"probes\":1");

        ApiResponse removed = things.writer().send("DELETE", RECORDS + "/told", "");
        assertThat(things.recordsOf(removed)).extracting(AuditRow::outcome).containsExactly("intended", "released");
        assertThat(things.recordsOf(removed).get(1).leaf())
                .contains("\"action\":\"delete\"", "\"done\":true", "\"records\":0");
    }

    @Test
    void whatIsUnchangedIsNotSentAgainAndStillCounts() throws Exception {
        things.hold(new Document("_id", "same").append("region", "eu").append("secret", "s"));
        ApiResponse read = things.writer().get(RECORDS + "/same");
        ApiClient knowing = things.writer().with("If-None-Match", "W/" + etag(read));

        ApiResponse unchanged = knowing.get(RECORDS + "/same");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.header("etag")).isEqualTo(read.header("etag"));
        AuditRow row = things.gateway().audit().find(unchanged.auditId()).orElseThrow();
        assertThat(row.leaf()).contains("\"records\":1", "\"outcome\":\"released\"", "\"bytes\":0");
        ApiClient any = things.writer().with("If-None-Match", "*");
        assertThat(any.get(RECORDS + "/same").status()).isEqualTo(304);
        assertThat(any.get(RECORDS + "/none").status()).isEqualTo(404);
    }

    @Test
    void whetherARecordIsUnchangedDependsOnWhatIsSeenOfIt() {
        things.hold(new Document("_id", "seen").append("region", "eu").append("secret", "s"));
        ApiResponse read = things.writer().get(RECORDS + "/seen");
        ApiClient knowing = things.writer().with("If-None-Match", etag(read));
        ApiClient other = things.reader().with("If-None-Match", etag(read));

        things.stored("things").updateOne(new Document("_id", "seen"), Document.parse("{$set: {secret: 't'}}"));
        assertThat(knowing.get(RECORDS + "/seen").status()).isEqualTo(304);
        assertThat(knowing.get(RECORDS + "/seen?fields=region").status()).isEqualTo(200);
        assertThat(other.get(RECORDS + "/seen").status())
                .as("to somebody else it is another one")
                .isEqualTo(200);
        things.stored("things").updateOne(new Document("_id", "seen"), Document.parse("{$set: {number: 1}}"));
        assertThat(knowing.get(RECORDS + "/seen").status()).isEqualTo(200);
    }

    @Test
    void aChangeLeavesAloneWhatItsAuthorDoesNotSee() {
        Document before = Document.parse("""
                {_id: 'hidden', region: 'eu', number: 1, secret: 's', unlisted: {a: [1]}, owner: 'jane',
                 maker: {name: 'm', unlisted: 2}, parts: [{name: 'p', cost: 9}]}""");
        things.hold(before);
        ApiClient patcher = things.patcher().with("If-Match", "*");
        assertThat(patcher.send("PATCH", RECORDS + "/hidden", "{\"maker\": {\"name\": \"n\"}, \"tags\": [\"a\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(stored("hidden"))
                .isEqualTo(Document.parse(before.toJson().replace("\"name\": \"m\"", "\"name\": \"n\""))
                        .append("tags", List.of("a")));
        for (String patch : List.of(
                "{\"parts\": []}", "{\"parts\": null}", "{\"parts\": [{\"name\": \"q\"}]}", "{\"maker\": null}")) {
            ApiResponse refused = patcher.send("PATCH", RECORDS + "/hidden", patch);
            assertThat(refused.status()).as(patch).isEqualTo(403);
            assertThat(refused.body()).contains("\"field.not-permitted\"");
        }
        assertThat(stored("hidden").get("parts")).isEqualTo(before.get("parts"));
    }

    @Test
    void aUniqueValueThatIsTakenIsToldOfOnly() {
        things.stored("made").createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
        ApiResponse first = things.writer().send("POST", "/v1/collections/made/records", "{\"number\": 71}");
        ApiResponse second = things.writer().send("POST", "/v1/collections/made/records", "{\"number\": 72}");
        ApiClient patcher = things.patcher().with("If-Match", etag(second));
        ApiResponse taken = patcher.send("PATCH", second.header("location").orElseThrow(), "{\"number\": 71}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(taken.status()).as(taken.body()).isEqualTo(409);
        assertThat(taken.body()).contains("\"record.exists\"").doesNotContain("\"number\"");
    }

    @Test
    void theGatewayNamesRecordsWhereItCan() {
        ApiResponse made = things.writer().send("POST", "/v1/collections/made/records", "{\"number\": 1}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.json().at("/_id/$oid").asText();
        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(made.header("location")).hasValue("/v1/collections/made/records/" + id);
        assertThat(things.writer().get("/v1/collections/made/records/" + id).body())
                .isEqualTo(made.body());
        ApiResponse unnamed = things.writer().send("POST", RECORDS, "{\"region\": \"eu\"}");
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.body()).contains("\"record.malformed\"");
    }

    private static Document stored(String id) {
        return things.stored("things").find(new Document("_id", id)).first();
    }

    private static String etag(ApiResponse reply) {
        return reply.header("etag").orElseThrow();
    }
}
