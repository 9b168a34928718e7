package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.ExportChunk;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.values.PersonalValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * An export is a search to the end, in one answer: the same records under the same rules, with a record in the audit
 * log for each chunk.
 */
class ExportIT {

    private static final String ORDER = "\"sort\": [\"-region\", \"usedBytes\"]";

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient analyst = gateway.caller(Persona.ANALYST);
    private final PersonalValues values = PersonalValues.of(SampleStore.accounts());

    @Test
    void givesWhatASearchToTheEndGives() throws Exception {
        List<ExportChunk> chunks = export(analyst.export("accounts", "{" + ORDER + ", \"limit\": 700}"));
        List<JsonNode> exported =
                chunks.stream().flatMap(chunk -> chunk.records().stream()).toList();

        assertThat(exported).hasSize(SampleStore.ACCOUNTS).isEqualTo(searched());
        assertThat(values.findIn(exported.toString())).isEmpty();
        assertThat(chunks).hasSize((SampleStore.ACCOUNTS + 699) / 700);
        assertThat(chunks.stream().filter(chunk -> chunk.next().isEmpty())).hasSize(1);
    }

    @Test
    void recordsEachChunkAndTheEnd() throws Exception {
        List<ExportChunk> chunks = export(analyst.export("accounts", "{\"limit\": 1000}"));
        String export = chunks.get(0).auditId();

        for (ExportChunk chunk : chunks) {
            String leaf = gateway.audit().find(chunk.auditId()).orElseThrow().leaf();
            assertThat(leaf)
                    .contains("\"export\":{\"chunk\":" + chunk.number() + ",\"id\":\"" + export + "\"}")
                    .contains(
                            "\"action\":\"export\"",
                            "\"records\":" + chunk.records().size() + ",");
        }
        List<AuditRow> ends = gateway.audit().after(export).stream()
                .filter(row -> row.leaf().contains("\"end\":\"complete\",\"id\":\"" + export + "\""))
                .toList();
        assertThat(ends).singleElement().satisfies(row -> assertThat(row.leaf())
                .contains("\"chunks\":" + chunks.size() + ",", "\"records\":0,"));
    }

    @Test
    void isPackedForWhoeverAsksForIt() throws Exception {
        ApiClient packing = analyst.with("Accept-Encoding", "gzip");
        List<ExportChunk> chunks =
                export(new GZIPInputStream(packing.export("accounts", "{\"fields\": [\"region\"]}")));

        assertThat(chunks.stream().mapToInt(chunk -> chunk.records().size()).sum())
                .isEqualTo(SampleStore.ACCOUNTS);
    }

    @Test
    void takesNoCursorOfASearchNorASearchOneOfAnExport() throws Exception {
        String searched =
                analyst.search("accounts", "{\"limit\": 1}").json().path("next").asText();
        String exported = export(analyst.export("accounts", "{}")).get(0).next().orElseThrow();

        SideEffects watch = SideEffects.over(gateway);
        Problems.require(send(analyst, "{\"cursor\": \"" + searched + "\"}"), watch, 400, "cursor.invalid");
        SideEffects other = SideEffects.over(gateway);
        Problems.require(
                analyst.search("accounts", "{\"cursor\": \"" + exported + "\"}"), other, 400, "cursor.invalid");
    }

    @Test
    void isRefusedLikeAnyOtherRequestBeforeTheFirstChunk() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        Problems.require(send(gateway.caller(Persona.SUPPORT_AGENT), "{}"), watch, 403, "access.denied");
        watch.storeWasNotAsked();
        assertRefused("{\"filter\": {\"email\": \"a@b.example\"}}", 403, "field.not-permitted");
        assertRefused("{\"sort\": [\"nothing\"]}", 403, "field.not-permitted");
        assertRefused("{\"limit\": 1001}", 400, "request.invalid-value");
        assertRefused("{\"format\": \"csv\"}", 400, "request.unknown-member");
        assertRefused("{\"cursor\": \"x\"}", 400, "cursor.invalid");
    }

    private void assertRefused(String body, int status, String code) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        Problems.require(send(analyst, body), watch, status, code);
        watch.storeWasNotAsked();
    }

    private static ApiResponse send(ApiClient caller, String body) {
        return caller.with("Content-Type", "application/json")
                .send("POST", "/v1/collections/accounts/records/export", body);
    }

    private static List<ExportChunk> export(InputStream body) throws IOException {
        List<ExportChunk> chunks = new ArrayList<>();
        Optional<JsonNode> other = ExportChunk.read(body, Long.MAX_VALUE, chunks::add);
        assertThat(other).isEmpty();
        return chunks;
    }

    private List<JsonNode> searched() {
        List<JsonNode> records = new ArrayList<>();
        JsonNode page =
                analyst.search("accounts", "{" + ORDER + ", \"limit\": 1000}").json();
        page.path("records").forEach(records::add);
        while (!page.path("next").isNull()) {
            page = analyst.search("accounts", "{" + ORDER + ", \"limit\": 1000, \"cursor\": " + page.path("next") + "}")
                    .json();
            page.path("records").forEach(records::add);
        }
        return records;
    }
}
