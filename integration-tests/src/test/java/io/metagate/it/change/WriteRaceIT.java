package io.metagate.it.change;

import static io.metagate.it.change.WritableThings.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many write at once: no change is lost, and what is to be done once is done once. */
class WriteRaceIT {

    private static final String MADE = "/v1/collections/made/records";
    private static final int WRITERS = 64;
    private static final int DUPLICATES = 100;

    private static WritableThings things;

    @BeforeAll
    static void start() {
        things = WritableThings.start(Workspace.fresh("write-race"), AuditServer.shared());
    }

    @AfterAll
    static void stop() {
        things.close();
    }

    @Test
    void losesNoChangeOfManyWritersOfOneRecord() throws Exception {
        things.hold(new Document("_id", "shared").append("region", "eu").append("number", 0));
        AtomicInteger stale = new AtomicInteger();
        atOnce(WRITERS, () -> increment(stale));
        System.out.println("WriteRaceIT " + WRITERS + " writers of one record with If-Match: 0 lost, " + stale
                + " times too late");
        assertThat(things.stored("things").find(new Document("_id", "shared")).first())
                .containsEntry("number", WRITERS);
    }

    private static ApiResponse increment(AtomicInteger stale) {
        while (true) {
            ApiResponse read = things.writer().get(RECORDS + "/shared");
            int number = read.json().path("number").asInt();
            ApiResponse changed = things.patcher()
                    .with("If-Match", read.header("etag").orElseThrow())
                    .send("PATCH", RECORDS + "/shared", "{\"number\": " + (number + 1) + "}");
            if (changed.status() == 200) {
                return changed;
            }
            assertThat(changed.status()).as(changed.body()).isEqualTo(412);
            stale.incrementAndGet();
        }
    }

    @Test
    void makesOneRecordOfManyRequestsWithOneKey() throws Exception {
        ApiClient writer = things.writer().with("Idempotency-Key", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"");
        makesOneRecordAt(List.of(writer), 5);
    }

    @Test
    void makesOneRecordOfManyRequestsWithOneKeyOverTwoGateways() throws Exception {
        try (GatewayFixture other = things.another(Workspace.fresh("write-race-other"))) {
            makesOneRecordAt(
                    Stream.of(things.writer(), WritableThings.writer(other))
                            .map(writer -> writer.with("Idempotency-Key", "over-two"))
                            .toList(),
                    7);
        }
    }

    private static void makesOneRecordAt(List<ApiClient> writers, int number) throws Exception {
        String body = "{\"number\": " + number + "}";
        AtomicInteger next = new AtomicInteger();
        List<ApiResponse> replies = atOnce(DUPLICATES, () -> writers.get(next.getAndIncrement() % writers.size())
                .send("POST", MADE, body));
        Map<Integer, Long> statuses = replies.stream()
                .collect(Collectors.groupingBy(ApiResponse::status, TreeMap::new, Collectors.counting()));
        System.out.println("WriteRaceIT " + DUPLICATES + " requests with one Idempotency-Key at " + writers.size()
                + " gateways: " + statuses);
        assertThat(statuses.keySet()).isSubsetOf(201, 409);
        assertThat(things.stored("made").countDocuments(new Document("number", number)))
                .isEqualTo(1);
        for (ApiClient writer : writers) {
            assertAllTellOf(writer.send("POST", MADE, body), replies);
        }
    }

    private static void assertAllTellOf(ApiResponse again, List<ApiResponse> replies) {
        assertThat(again.status()).isEqualTo(201);
        assertThat(replies.stream().filter(reply -> reply.status() == 201).toList())
                .isNotEmpty()
                .allSatisfy(reply -> {
                    assertThat(reply.body()).isEqualTo(again.body());
                    assertThat(reply.header("location")).isEqualTo(again.header("location"));
                });
        assertThat(replies.stream().filter(reply -> reply.status() == 409))
                .allSatisfy(reply -> assertThat(reply.body()).contains("\"idempotency.in-progress\""));
    }

    @Test
    void aKeyIsOfOneRequestAndOneCollection() {
        ApiClient writer = things.writer().with("Idempotency-Key", "of-one");
        ApiResponse made = writer.send("POST", RECORDS, "{\"_id\": \"once\", \"region\": \"eu\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        ApiResponse other = writer.send("POST", RECORDS, "{\"_id\": \"twice\", \"region\": \"eu\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("\"idempotency.key-reused\"");
        assertThat(writer.send("POST", MADE, "{\"number\": 6}").status()).isEqualTo(201);
        assertThat(writer.with("Idempotency-Key", "a b")
                        .send("POST", RECORDS, "{\"_id\": \"x\"}")
                        .status())
                .isEqualTo(400);
        things.patcher().with("If-Match", "*").send("PATCH", RECORDS + "/once", "{\"number\": 8}");
        ApiResponse replayed = writer.send("POST", RECORDS, "{\"_id\": \"once\", \"region\": \"eu\"}");
        assertThat(replayed.status()).isEqualTo(201);
        assertThat(replayed.body()).as("as it is now").contains("\"number\":8");
        things.writer().send("DELETE", RECORDS + "/once", "");
        assertThat(writer.send("POST", RECORDS, "{\"_id\": \"once\", \"region\": \"eu\"}")
                        .status())
                .isEqualTo(404);
        assertThat(things.stored("things").countDocuments(new Document("_id", "once")))
                .isZero();
    }

    @Test
    void aKeyOfARefusedRequestIsFreeAgain() {
        things.hold(new Document("_id", "taken").append("region", "eu"));
        ApiClient writer = things.writer().with("Idempotency-Key", "refused");
        String body = "{\"_id\": \"taken\", \"region\": \"eu\"}";
        assertThat(writer.send("POST", RECORDS, body).status()).isEqualTo(409);
        things.stored("things").deleteOne(new Document("_id", "taken"));
        assertThat(writer.send("POST", RECORDS, body).status()).isEqualTo(201);
    }

    private static List<ApiResponse> atOnce(int number, Callable<ApiResponse> request) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(number);
        try {
            CountDownLatch begin = new CountDownLatch(1);
            List<Future<ApiResponse>> answers = new ArrayList<>();
            for (int n = 0; n < number; n++) {
                answers.add(clients.submit(() -> {
                    begin.await();
                    return request.call();
                }));
            }
            begin.countDown();
            List<ApiResponse> replies = new ArrayList<>();
            for (Future<ApiResponse> answer : answers) {
                replies.add(answer.get());
            }
            return replies;
        } finally {
            clients.shutdownNow();
        }
    }
}
