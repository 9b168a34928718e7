package io.metagate.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.BuildOutput;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Workspace;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every status that any operation documents has a case that brings it about, and an auditor finds each of these
 * accesses in the audit log.
 */
class OutcomesIT {

    private static final int AT_ONCE = 16;
    private static final int MAX_PAGES = 40;

    private static Optional<GatewayFixture> own = Optional.empty();

    private final GatewayFixture gateway = own.orElseThrow();
    private final OpenApiDocument contract = OpenApiDocument.of(gateway.stranger());
    private final List<OutcomeCase> cases = cases();

    /** One of its own, as limits are used up, and as it need not wait for long. */
    @BeforeAll
    static void start() {
        GatewayFixture impatient = GatewayFixture.start(
                Workspace.fresh("outcomes"),
                AuditServer.shared(),
                told -> told.with("METAGATE_HTTP_REQUEST_READ_TIMEOUT", "PT3S"));
        own = Optional.of(impatient);
        impatient.awaitReady();
    }

    @AfterAll
    static void stop() {
        own.ifPresent(GatewayFixture::close);
    }

    @Test
    void hasACaseForEachAndNoOthers() {
        List<OperationOutcome> documented = documented();
        assertThat(documented.stream().filter(outcome -> caseOf(outcome).isEmpty()))
                .as("outcomes without a case in outcomes.yaml")
                .isEmpty();
        Set<OutcomeCase> used = Set.copyOf(
                documented.stream().flatMap(outcome -> caseOf(outcome).stream()).toList());
        assertThat(cases.stream().filter(one -> !used.contains(one)))
                .as("cases of nothing that is documented")
                .isEmpty();
        assertThat(cases.stream()
                        .flatMap(one -> one.by().stream())
                        .filter(test -> !Files.isRegularFile(BuildOutput.source(test))))
                .as("tests that do not exist")
                .isEmpty();
    }

    @Test
    void eachIsAsDescribedAndInTheAuditLog() throws Exception {
        String before =
                gateway.caller(Persona.AUDITOR).get("/v1/audit/records?limit=1").auditId();
        Map<OperationOutcome, ApiResponse> replies = provoked();
        ContractCheck conformity = new ContractCheck(contract);
        assertThat(replies.entrySet().stream()
                        .filter(one -> one.getValue().status() != one.getKey().status())
                        .map(one -> one.getKey() + ": " + one.getValue().everything()))
                .as("cases that bring about something else")
                .isEmpty();
        replies.forEach((outcome, reply) -> {
            if (outcome.endpoint().isHead()) {
                assertThat(reply.body()).as(outcome.toString()).isEmpty();
            } else {
                conformity.require(outcome.endpoint(), reply);
            }
        });
        Map<String, JsonNode> records = recordsSince(before);
        replies.forEach((outcome, reply) -> {
            assertThat(records).as("audit record of " + outcome).containsKey(reply.auditId());
            JsonNode record = records.getOrDefault(reply.auditId(), MissingNode.getInstance());
            if (outcome.status() >= 400) {
                assertThat(record.path("problem").asText())
                        .as(outcome.toString())
                        .isEqualTo(code(outcome, replies));
            } else {
                assertThat(record.path("outcome").asText()).isEqualTo("released");
            }
        });
        System.out.println("outcomes provoked and found in the audit log: " + replies.size());
    }

    /** What the answer says of itself, or that of the GET which it is the head of. */
    private static String code(OperationOutcome outcome, Map<OperationOutcome, ApiResponse> replies) {
        ApiResponse said = replies.entrySet().stream()
                .filter(one -> one.getKey().status() == outcome.status())
                .filter(one ->
                        one.getKey().endpoint().id().equals(outcome.endpoint().id()))
                .filter(one -> !one.getKey().endpoint().isHead())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        return said.json().path("code").asText();
    }

    private List<OperationOutcome> documented() {
        List<OperationOutcome> outcomes = new ArrayList<>();
        for (ApiOperation endpoint : contract.endpoints()) {
            for (int status : endpoint.statuses()) {
                outcomes.add(new OperationOutcome(endpoint, status));
                if (endpoint.method().equals("GET")) {
                    outcomes.add(new OperationOutcome(endpoint.asHead(), status));
                }
            }
        }
        return outcomes;
    }

    /** The case of that very operation, or that of any. */
    private Optional<OutcomeCase> caseOf(OperationOutcome outcome) {
        List<OutcomeCase> ofStatus =
                cases.stream().filter(one -> one.status() == outcome.status()).toList();
        return ofStatus.stream()
                .filter(one -> one.operation().equals(outcome.endpoint().id()))
                .findFirst()
                .or(() -> ofStatus.stream()
                        .filter(one -> one.operation().equals(OutcomeCase.ANY))
                        .findFirst());
    }

    /** All at once, as some take the gateway's whole patience. */
    private Map<OperationOutcome, ApiResponse> provoked() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<OperationOutcome, Future<ApiResponse>> running = new LinkedHashMap<>();
            for (OperationOutcome outcome : documented()) {
                caseOf(outcome)
                        .filter(one -> one.by().isEmpty())
                        .ifPresent(one ->
                                running.put(outcome, threads.submit(() -> one.provoke(gateway, outcome.endpoint()))));
            }
            Map<OperationOutcome, ApiResponse> replies = new LinkedHashMap<>();
            for (Map.Entry<OperationOutcome, Future<ApiResponse>> one : running.entrySet()) {
                replies.put(one.getKey(), one.getValue().get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the auditor reads, newest first, down to that record. */
    private Map<String, JsonNode> recordsSince(String id) {
        ApiClient auditor = gateway.caller(Persona.AUDITOR);
        Map<String, JsonNode> records = new LinkedHashMap<>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES && !records.containsKey(id); page++) {
            JsonNode body = auditor.get("/v1/audit/records?limit=1000" + cursor).json();
            body.path("records")
                    .forEach(entry -> records.put(entry.at("/record/id").asText(), entry.path("record")));
            cursor = "&cursor=" + body.path("next").asText();
        }
        assertThat(records).containsKey(id);
        return records;
    }

    private static List<OutcomeCase> cases() {
        LoadSettings settings = LoadSettings.builder().setLabel("outcomes.yaml").build();
        InputStream stream = Objects.requireNonNull(OutcomesIT.class.getResourceAsStream("outcomes.yaml"));
        List<OutcomeCase> cases = new ArrayList<>();
        ((List<?>) new Load(settings).loadFromInputStream(stream))
                .forEach(written -> cases.add(OutcomeCase.of((Map<?, ?>) written)));
        return cases;
    }
}
