package io.metagate.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the API's description is sent, and what comes back is what the description says. */
class ContractIT {

    private static final GatewayFixture BED = GatewayFixture.shared();
    private static final OpenApiDocument CONTRACT = OpenApiDocument.of(BED.stranger());
    private final ContractCheck conformity = new ContractCheck(CONTRACT);

    static List<ApiOperation> endpoints() {
        return CONTRACT.endpoints();
    }

    /** The records that the examples of changes are about. */
    @BeforeAll
    static void makeExamples() {
        for (String id : List.of("com-example", "com-gone")) {
            ApiResponse made = BED.caller(Persona.BILLING_SERVICE)
                    .with("Content-Type", "application/json")
                    .send("POST", "/v1/collections/companies/records", "{\"_id\": \"" + id + "\"}");
            assertThat(made.status()).as(made.everything()).isEqualTo(201);
        }
    }

    @Test
    void describesEachOperationOnce() {
        assertThat(endpoints()).hasSizeGreaterThan(9);
        assertThat(endpoints())
                .extracting(ApiOperation::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersItsExamplesAsDescribed(ApiOperation endpoint) {
        assertThat(endpoint.bodies()).as("examples of " + endpoint).isNotEmpty();
        for (ApiOperation.Body body : endpoint.bodies()) {
            for (String query : Stream.of("", endpoint.query()).distinct().toList()) {
                ApiResponse reply = Personas.of(BED, endpoint)
                        .with("Content-Type", body.contentType())
                        .send(endpoint.method(), endpoint.target() + query, body.text());
                assertThat(reply.status()).as(body + reply.everything()).isBetween(200, 299);
                conformity.require(endpoint, reply);
            }
        }
    }

    static List<ApiOperation> endpointsWithoutBody() {
        return endpoints().stream()
                .filter(endpoint -> !endpoint.takesBody())
                .flatMap(endpoint ->
                        endpoint.method().equals("GET") ? Stream.of(endpoint, endpoint.asHead()) : Stream.of(endpoint))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endpointsWithoutBody")
    void refusesContentWhereItDescribesNone(ApiOperation endpoint) throws Exception {
        SideEffects watch = SideEffects.over(BED);
        String request = RawExchange.request(
                Personas.of(BED, endpoint), endpoint.method(), endpoint.target() + endpoint.query(), "{\"x\": 1}");
        ApiResponse reply = RawExchange.parsed(RawExchange.send(BED.url(), request));

        assertThat(reply.status()).as(reply.everything()).isEqualTo(400);
        assertThat(watch.onlyRecordOf(reply).problem()).hasValue("request.malformed");
        watch.storeWasNotAsked();
        if (!endpoint.isHead()) {
            conformity.require(endpoint, reply);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void hasExamplesOfItsOwnForm(ApiOperation endpoint) {
        conformity.requireOfExamples(endpoint);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void describesEachParameter(ApiOperation endpoint) {
        for (String place : List.of("header", "query", "path")) {
            for (JsonNode parameter : endpoint.parameters(place)) {
                assertThat(parameter.path("schema").isObject())
                        .as(endpoint + " " + parameter)
                        .isTrue();
            }
        }
        assertThat(endpoint.headers()).containsKeys("Metagate-Reason", "traceparent");
    }
}
