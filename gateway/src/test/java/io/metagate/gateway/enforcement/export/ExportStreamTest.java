package io.metagate.gateway.enforcement.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.gateway.audit.LiveAuditLog;
import io.metagate.gateway.enforcement.EnforcementPoint;
import io.metagate.gateway.store.StoreFailures;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportStreamTest {

    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose
    private static final LiveAuditLog AUDIT = LiveAuditLog.started();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ExportBench bench;

    @BeforeEach
    void open() throws Exception {
        AUDIT.revive();
        bench = new ExportBench(AUDIT);
    }

    @Test
    void recordsEachChunkBeforeItLeavesAndTheEndBehindTheLast() throws Exception {
        List<String> sent = new ArrayList<>();
        Response response = bench.begin(3, number -> sent.add(out.toString(UTF_8)));
        ExportBench.send(response, new OutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public void flush() throws IOException {
                requireRecordOf(lines().get(lines().size() - 1));
            }
        });

        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(response.getHeaderString("Content-Encoding")).isNull();
        assertThat(lines()).hasSize(6);
        assertThat(sent.get(1)).hasLineCount(2);
        for (int number = 1; number <= 3; number++) {
            JsonNode trailer = lines().get(2 * number - 1).path("chunk");
            assertThat(trailer.path("next").isNull()).isEqualTo(number == 3);
            JsonNode leaf = leaf(trailer.path("auditId").asText());
            assertThat(leaf.path("export").path("id").asText())
                    .isEqualTo(response.getHeaderString("Metagate-Audit-Id"));
            assertThat(leaf.path("export").path("chunk").asInt()).isEqualTo(number);
            assertThat(leaf.path("records").asInt()).isOne();
        }
        assertEnd("complete", "released", 3, out.size());
        assertThat(bench.running()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void releasesNothingOfAChunkThatTheLogDoesNotHold(int lost) throws Exception {
        Response response = bench.begin(5, number -> {
            if (number == lost) {
                AUDIT.kill();
            }
        });
        if (lost == 1) {
            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(bench.running()).isZero();
            return;
        }
        ExportBench.send(response, out);

        assertThat(lines()).hasSize(2 * (lost - 1) + 1);
        assertThat(last("problem").path("code").asText()).isEqualTo("audit.unavailable");
        assertThat(last("problem").has("auditId")).isFalse();
        assertThat(out.toString(UTF_8)).doesNotContain("\"next\":null");
    }

    @Test
    void asksTheStoreForNoFurtherChunkWhileTheLogIsKnownToBeDown() throws Exception {
        List<Integer> fetched = new ArrayList<>();
        Response response = bench.begin(5, fetched::add);
        ExportBench.send(response, new OutputStream() {
            @Override
            public void write(int b) {
                if (out.size() == 0) {
                    AUDIT.kill();
                    AUDIT.awaitDown();
                }
                out.write(b);
            }
        });

        assertThat(fetched).containsExactly(1);
        assertThat(last("problem").path("code").asText()).isEqualTo("audit.unavailable");
    }

    @Test
    void saysThatTheStoreFailedInTheMiddle() throws Exception {
        ExportBench.send(
                bench.begin(5, number -> {
                    if (number == 3) {
                        throw StoreFailures.unavailable();
                    }
                }),
                out);

        assertThat(lines()).hasSize(5);
        assertThat(last("problem").path("code").asText()).isEqualTo("store.unavailable");
        assertThat(out.toString(UTF_8)).doesNotContain("\"next\":null");
        assertThat(last("problem").toString()).doesNotContain(ExportBench.PLANTED);
        assertThat(leaf(last("problem").path("auditId").asText())
                        .path("problem")
                        .asText())
                .isEqualTo("store.unavailable");
        assertEnd("failed", "failed", 2, bytesOfChunks(2));
    }

    @Test
    void answersWithAProblemIfThereIsNoFirstChunk() {
        Response response = bench.begin(5, number -> {
            throw StoreFailures.unavailable();
        });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(bench.running()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 1200})
    void recordsThatTheClientHungUp(int after) throws Exception {
        ExportBench.send(bench.begin(9, number -> {}), new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (out.size() == after) {
                    throw new IOException("hung up");
                }
                out.write(b);
            }
        });

        JsonNode end = end();
        assertThat(end.path("outcome").asText()).isEqualTo("released");
        assertThat(end.path("export").path("end").asText()).isEqualTo("aborted");
        assertThat(end.path("export").path("bytes").asInt()).isLessThanOrEqualTo(after);
        assertThat(end.path("records").asInt()).isZero();
        assertThat(bench.running()).isZero();
    }

    @Test
    void endsAClientThatTakesNothingMore() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        bench.onHangUp(closed::countDown);
        ExportBench.send(bench.begin(9, number -> {}), new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("closed");
            }
        });

        assertEnd("aborted", "released", 0, 0);
        assertThat(bench.ended("aborted")).isEqualTo(1);
    }

    @Test
    void endsWhenTheRequestsAreUsedUpAndCanBeResumed() throws Exception {
        ExportBench.send(bench.begin(99, number -> {}), out);

        assertThat(lines()).hasSize(101);
        assertThat(lines().get(99).path("chunk").path("next").asText()).isEqualTo("after-50");
        assertThat(last("problem").path("code").asText()).isEqualTo("quota.exceeded");
        assertThat(last("problem").path("violated-policies").get(0).asText()).isEqualTo("things-requests");
        assertEnd("failed", "limited", 50, bytesOfChunks(50));
    }

    @Test
    void endsWhenTheTokenExpires() throws Exception {
        bench.tokenExpires(Instant.now().minusSeconds(1));
        ExportBench.send(bench.begin(3, number -> {}), out);

        assertThat(lines()).hasSize(3);
        assertThat(last("problem").path("code").asText()).isEqualTo("authentication.failed");
        assertEnd("failed", "denied", 1, bytesOfChunks(1));
    }

    @Test
    void letsEachChunkThroughWhenItIsPacked() throws Exception {
        List<Integer> sent = new ArrayList<>();
        bench.packed();
        Response response = bench.begin(3, number -> sent.add(unpacked().length()));
        ExportBench.send(response, out);
        String all = unpacked();

        assertThat(response.getHeaderString("Content-Encoding")).isEqualTo("gzip");
        assertThat(all).hasLineCount(6).endsWith("\"next\":null}}\n");
        assertThat(sent.get(1)).isEqualTo(all.indexOf("\n", all.indexOf("\"chunk\"")) + 1);
        assertEnd("complete", "released", 3, all.length());
    }

    @Test
    void runsAsManyAtOnceAsItMay() throws Exception {
        List<Response> begun = List.of(bench.begin(1, number -> {}), bench.begin(1, number -> {}));
        Response refused = bench.begin(1, number -> {});
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(new String(EnforcementPoint.body(refused), UTF_8)).contains("export.busy");
        assertThat(refused.getHeaderString("Retry-After")).isEqualTo("5");

        ExportBench.send(begun.get(0), out);

        assertThat(bench.begin(1, number -> {}).getStatus()).isEqualTo(200);
    }

    private void assertEnd(String end, String outcome, int chunks, int bytes) throws Exception {
        JsonNode leaf = end();
        assertThat(leaf.path("export").path("end").asText()).isEqualTo(end);
        assertThat(leaf.path("outcome").asText()).isEqualTo(outcome);
        assertThat(leaf.path("export").path("chunks").asInt()).isEqualTo(chunks);
        assertThat(leaf.path("export").path("bytes").asInt()).isEqualTo(bytes);
    }

    private static JsonNode end() throws Exception {
        JsonNode leaf = JSON.readTree(AUDIT.newest());
        assertThat(leaf.path("action").asText()).isEqualTo("export");
        return leaf;
    }

    private static JsonNode leaf(String id) throws Exception {
        return JSON.readTree(AUDIT.leaf(UUID.fromString(id)));
    }

    private static void requireRecordOf(JsonNode line) throws IOException {
        try {
            String leaf = AUDIT.leaf(
                    UUID.fromString(line.path("chunk").path("auditId").asText()));
            assertThat(leaf).contains("\"outcome\":\"released\"");
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private int bytesOfChunks(int chunks) {
        String text = out.toString(UTF_8);
        return text.lines()
                .limit(2L * chunks)
                .mapToInt(line -> line.length() + 1)
                .sum();
    }

    private JsonNode last(String member) throws IOException {
        return lines().get(lines().size() - 1).path(member);
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** What can be read of the packed bytes so far. */
    private String unpacked() {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                plain.write(b);
            }
        } catch (IOException e) {
            // It is not all there yet.
            return plain.toString(UTF_8);
        }
        return plain.toString(UTF_8);
    }
}
