package io.metagate.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.AuditServer;
import io.metagate.it.fixture.Command;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.SampleStore;
import io.metagate.it.fixture.StoreRelay;
import io.metagate.it.fixture.Workspace;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Before an engine that answers with an error what it lacks: what needs it is told as such, and all else is done. */
class StoreRefusalIT {

    private static final Set<String> WITHOUT_STORE =
            Set.of("listCollections", "describeCollection", "revealTokens", "explainDecision", "searchAuditRecords");
    private static final Pattern NUMBER_IN_TYPES = Pattern.compile("\"\\$type\": \\[[^\\]]*(-?\\d|\\$numberInt)");
    private static StoreRelay relay;
    private static GatewayFixture gateway;
    private static List<ApiOperation> endpoints;

    /** An ability, and how a command that asks for it is known. */
    private record Ability(String name, Predicate<String> asked) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** An error of a store. */
    private record EngineError(int code, String name, String problem) {}

    private static final List<Ability> ABILITIES = List.of(
            new Ability("collation", command -> command.contains("\"collation\"")),
            new Ability("minKey, maxKey", command -> command.contains("minKey") || command.contains("maxKey")),
            new Ability(
                    "numbers of types",
                    command -> NUMBER_IN_TYPES.matcher(command).find()),
            new Ability("NaN", command -> command.contains("NaN")),
            new Ability("$$ROOT", command -> command.contains("$$ROOT")));
    private static final List<EngineError> ERRORS = List.of(
            new EngineError(115, "CommandNotSupported", "store.unsupported"),
            new EngineError(238, "NotImplemented", "store.unsupported"),
            new EngineError(13, "Unauthorized", "store.not-authorized"));

    @BeforeAll
    static void start() {
        String store = SampleStore.shared().uri();
        String host = new ConnectionString(store).getHosts().get(0);
        String[] address = host.split(":", -1);
        relay = StoreRelay.before(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
        gateway = GatewayFixture.start(
                Workspace.fresh("refusal"),
                AuditServer.shared(),
                told -> told.store(store.replace(host, relay.address())));
        gateway.awaitReady();
        endpoints = OpenApiDocument.of(gateway.stranger()).endpoints();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        relay.close();
    }

    @AfterEach
    void letPass() {
        relay.refuseNothing();
    }

    static Stream<Arguments> lacks() {
        return ABILITIES.stream().flatMap(ability -> ERRORS.stream().map(error -> Arguments.of(ability, error)));
    }

    /** An error that says that the user may not do something is no reason to try otherwise. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lacks")
    void everyEndpointGoesOnWithoutAnAbilityThatItDoesNotNeed(Ability ability, EngineError error) throws Exception {
        relay.refuse(ability.asked(), error.code(), error.name());

        for (ApiOperation endpoint : everyEndpoint()) {
            ApiResponse reply = send(endpoint);
            boolean changes = Set.of("updateRecord", "deleteRecord").contains(endpoint.id());
            if (changes && ability.name().equals("$$ROOT") && error.code() == 13 && reply.status() == 501) {
                requireRefusal(endpoint, reply, error);
            } else {
                assertThat(reply.status())
                        .as(endpoint + " " + reply.everything())
                        .isLessThan(500);
            }
        }
        requirePages();
    }

    /** To the end of the accounts, in both directions. */
    private static void requirePages() {
        ApiClient service = gateway.caller(Persona.RESTORE_SERVICE);
        for (String sort : List.of("_id", "-_id")) {
            int records = 0;
            String cursor = "";
            do {
                ApiResponse page = service.search(
                        "accounts",
                        "{\"fields\": [\"_id\"], \"limit\": 1000, \"sort\": [\"" + sort + "\"]" + cursor + "}");
                assertThat(page.status()).as(page.everything()).isEqualTo(200);
                records += page.json().path("records").size();
                cursor = page.json().path("next").isNull()
                        ? ""
                        : ", \"cursor\": \"" + page.json().path("next").asText() + "\"";
            } while (!cursor.isEmpty());
            assertThat(records).isEqualTo(SampleStore.ACCOUNTS);
        }
    }

    static Stream<EngineError> errors() {
        return ERRORS.stream();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void everyEndpointThatNeedsTheStoreTellsAPermanentRefusalAsSuch(EngineError error) throws Exception {
        relay.refuse(StoreRefusalIT::isOfRecords, error.code(), error.name());

        for (ApiOperation endpoint : everyEndpoint()) {
            ApiResponse reply = send(endpoint);
            if (WITHOUT_STORE.contains(endpoint.id())) {
                assertThat(reply.status()).as(endpoint.toString()).isEqualTo(200);
            } else {
                requireRefusal(endpoint, reply, error);
            }
        }
        String code = "metagate_store_errors_total{code=\"" + error.code() + "\",name=\"" + error.name() + "\"";
        assertThat(Metrics.of(gateway).sum(code)).isGreaterThan(7);
        assertThat(new ApiClient(gateway.management()).get("/q/health/ready").body())
                .contains("default errors", error.code() + " " + error.name());
        String log = gateway.gateway().log();
        assertThat(log.split("answered with error " + error.code(), -1).length - 1)
                .as("once a minute")
                .isBetween(1, 3);
        assertThat(log).doesNotContain("planted@example.com");
    }

    @Test
    void theStartAndTheDoctorSayWhatWillNotWork() throws Exception {
        relay.refuse(
                command ->
                        ABILITIES.stream().anyMatch(ability -> ability.asked().test(command)),
                238,
                "NotImplemented");
        Workspace workspace = Workspace.fresh("lacking");
        try (GatewayFixture lacking = GatewayFixture.start(
                workspace,
                AuditServer.shared(),
                told -> told.store(
                        gateway.gateway().environment().variables().getOrDefault("METAGATE_STORE_URI", "")))) {
            lacking.awaitReady();
            String health =
                    new ApiClient(lacking.management()).get("/q/health/ready").body();
            Command doctor = Command.run(
                    workspace.folder(), lacking.gateway().environment().variables(), "doctor");
            for (String said : List.of(
                    "a collation (error 238 NotImplemented): Collections that have",
                    "$type of minKey and maxKey (error 238 NotImplemented): Filters for null",
                    "$eq of NaN (error 238 NotImplemented): Pages of",
                    "$expr with $$ROOT (error 238 NotImplemented): Changes are")) {
                assertThat(health).contains("default engine lacks", said);
                assertThat(doctor.out()).contains("It lacks " + said);
            }
            assertThat(lacking.gateway().log()).contains("answers $expr with $$ROOT with error 238 NotImplemented");
        }
    }

    private static boolean isOfRecords(String command) {
        return Stream.of("find", "aggregate", "insert", "update", "delete", "getMore")
                .anyMatch(name -> command.startsWith("{\"" + name + "\""));
    }

    private static List<ApiOperation> everyEndpoint() {
        List<ApiOperation> all = new ArrayList<>();
        for (ApiOperation endpoint : endpoints) {
            all.add(endpoint);
            if (endpoint.method().equals("GET")) {
                all.add(endpoint.asHead());
            }
        }
        return all;
    }

    private static void requireRefusal(ApiOperation endpoint, ApiResponse reply, EngineError error) throws Exception {
        assertThat(reply.status()).as(endpoint + " " + reply.everything()).isEqualTo(501);
        assertThat(reply.header("retry-after")).isEmpty();
        assertThat(reply.everything()).doesNotContain("planted@example.com");
        if (!endpoint.isHead()) {
            assertThat(reply.json().path("code").asText()).isEqualTo(error.problem());
        }
        AuditRow row = gateway.audit().find(reply.auditId()).orElseThrow();
        assertThat(row.outcome()).as(endpoint.toString()).isEqualTo("failed");
        assertThat(row.problem()).hasValue(error.problem());
    }

    private static ApiResponse send(ApiOperation endpoint) {
        ApiOperation.Body body = endpoint.bodies().get(0);
        return Personas.of(gateway, endpoint)
                .with("Content-Type", body.contentType())
                .send(endpoint.method(), endpoint.target(), body.text());
    }
}
