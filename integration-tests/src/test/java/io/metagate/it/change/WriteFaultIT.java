package io.metagate.it.change;

import static io.metagate.it.change.WritableThings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.ProcessSignal;
import io.metagate.it.fixture.Workspace;
import io.metagate.test.Eventually;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The store or the audit log goes away while a record is changed: nothing is changed that was not announced, and what
 * is unknown is found out (P3).
 */
class WriteFaultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Workspace workspace;
    private static WritableThings things;
    private static AuditServer audit;

    @BeforeAll
    static void start() {
        workspace = Workspace.fresh("write-fault");
        audit = AuditServer.own(workspace, LoopbackPort.free());
        things = WritableThings.start(workspace, audit);
    }

    @AfterAll
    static void stop() {
        things.close();
        audit.close();
    }

    @ParameterizedTest
    @CsvSource({"insert,POST", "update,PATCH", "delete,DELETE"})
    void aLostAnswerIsUnknownAndFoundOut(String command, String method) throws Exception {
        String id = "lost-" + command;
        if (!method.equals("POST")) {
            things.hold(new Document("_id", id).append("region", "eu").append("number", 1));
        }
        things.relay().loseNextAnswerTo(command);
        ApiResponse reply = send(method, id);

        assertThat(reply.status()).as(reply.body()).isEqualTo(503);
        assertThat(reply.body()).contains("\"write.unknown\"").doesNotContain(id);
        assertThat(reply.header("retry-after")).isPresent();
        List<AuditRow> records = things.recordsOf(reply);
        assertThat(records).extracting(AuditRow::outcome).containsExactly("intended", "unknown");
        Eventually.holds(
                "the change is settled", PATIENCE, () -> settled(records).isPresent());
        AuditRow settled = settled(records).orElseThrow();
        assertThat(settled.outcome()).isEqualTo("released");
        assertThat(settled.leaf())
                .contains("\"write\":{\"done\":true,\"id\":\"" + records.get(0).id() + "\"}", "\"records\":0");
        assertThat(things.stored("things").countDocuments(new Document("_id", id)))
                .isEqualTo(command.equals("delete") ? 0 : 1);
    }

    private static java.util.Optional<AuditRow> settled(List<AuditRow> records) throws Exception {
        return audit.after(records.get(1).id()).stream()
                .filter(row -> row.leaf().contains(records.get(0).id()))
                .findFirst();
    }

    @Test
    void aLostRequestWithAKeyIsNotDoneTwice() throws Exception {
        ApiClient writer = things.writer().with("Idempotency-Key", "lost");
        things.relay().loseNextAnswerTo("insert");
        assertThat(writer.send("POST", "/v1/collections/made/records", "{\"number\": 3}")
                        .status())
                .isEqualTo(503);
        ApiResponse soon = writer.send("POST", "/v1/collections/made/records", "{\"number\": 3}");
        assertThat(soon.body()).contains("\"idempotency.in-progress\"");
        Eventually.holds(
                "the key is taken over",
                PATIENCE,
                () -> writer.send("POST", "/v1/collections/made/records", "{\"number\": 3}")
                                .status()
                        == 201);
        assertThat(things.stored("made").countDocuments(new Document("number", 3)))
                .isEqualTo(1);
    }

    @Test
    void nothingIsChangedThatCannotBeAnnounced() throws Exception {
        things.hold(new Document("_id", "kept").append("region", "eu").append("number", 1));
        assertThat(send("KEYED", "before").status()).isEqualTo(201);
        long changes = things.relay().commands("insert", "update", "delete");
        ProcessSignal.STOP.sendToAll(AuditServer.pid(workspace));
        try {
            for (String method : List.of("KEYED", "PATCH", "DELETE", "POST", "KEYED", "PATCH", "DELETE", "POST")) {
                long begun = System.nanoTime();
                ApiResponse reply = send(method, method.equals("POST") ? "new" : "kept");
                System.out.println("WriteFaultIT " + method + " while PostgreSQL hangs: refused after "
                        + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
                assertThat(reply.status()).as(reply.everything()).isEqualTo(503);
                assertThat(reply.body()).contains("\"audit.unavailable\"");
            }
        } finally {
            ProcessSignal.CONT.sendToAll(AuditServer.pid(workspace));
        }
        assertThat(things.relay().commands("insert", "update", "delete")).isEqualTo(changes);
        assertThat(things.stored("things").find(new Document("_id", "kept")).first())
                .containsEntry("number", 1);
        Eventually.holds("changes go on", PATIENCE, () -> send("PATCH", "kept").status() == 200);
    }

    private static ApiResponse send(String method, String id) {
        return switch (method) {
            case "POST" ->
                things.writer().send("POST", RECORDS, "{\"_id\": \"" + id + "\", \"region\": \"eu\", \"number\": 2}");
            case "KEYED" ->
                things.writer()
                        .with("Idempotency-Key", id)
                        .send("POST", "/v1/collections/made/records", "{\"number\": 4}");
            case "PATCH" -> things.patcher().with("If-Match", "*").send("PATCH", RECORDS + "/" + id, "{\"number\": 2}");
            default -> things.writer().send("DELETE", RECORDS + "/" + id, "");
        };
    }
}
