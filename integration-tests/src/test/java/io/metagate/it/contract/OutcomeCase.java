package io.metagate.it.contract;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.GatewayFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What brings an operation to answer with a status: its first example, changed in some way.
 *
 * @param operation the operation, or {@code any}
 * @param change what is sent instead
 * @param by the test that does it, where this one cannot
 */
record OutcomeCase(String operation, int status, Map<?, ?> change, Optional<String> by) {

    static final String ANY = "any";
    private static final int MANY = 200;

    /** Reads a case as it is written. */
    static OutcomeCase of(Map<?, ?> written) {
        return new OutcomeCase(
                String.valueOf(written.get("operation")),
                Integer.parseInt(String.valueOf(written.get("status"))),
                written,
                Optional.ofNullable(written.get("by")).map(Object::toString));
    }

    /** Sends the request to that endpoint until it has the status, as often as the case says. */
    ApiResponse provoke(GatewayFixture gateway, ApiOperation endpoint) {
        if (change.containsKey("given")) {
            given(gateway);
        }
        ApiResponse reply = send(gateway, endpoint);
        for (int time = 1; change.containsKey("often") && reply.status() != status && time < MANY; time++) {
            reply = send(gateway, endpoint);
        }
        return reply;
    }

    private void given(GatewayFixture gateway) {
        ApiClient keeper =
                withHeaders(gateway.caller(Persona.BILLING_SERVICE)).with("Content-Type", "application/json");
        ApiResponse made =
                keeper.without("If-Match").send("POST", "/v1/collections/companies/records", text("given", ""));
        if (made.status() != 201) {
            throw new AssertionError(made.everything());
        }
    }

    private ApiResponse send(GatewayFixture gateway, ApiOperation endpoint) {
        ApiClient caller = caller(gateway, endpoint);
        String target = text("target", endpoint.target()) + text("query", "");
        String body = text("body", endpoint.bodies().get(0).text());
        if (change.get("pad") instanceof Integer length) {
            body = body + " ".repeat(length - body.length());
        }
        if (change.containsKey("silent")) {
            String request = RawExchange.request(caller, endpoint.method(), target, "");
            return RawExchange.parsed(
                    RawExchange.send(gateway.url(), request.replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\n")));
        }
        if (change.containsKey("raw")) {
            String request = RawExchange.request(caller, endpoint.method(), target, body);
            return RawExchange.parsed(RawExchange.send(gateway.url(), request));
        }
        return caller.send(endpoint.method(), target, body);
    }

    private ApiClient caller(GatewayFixture gateway, ApiOperation endpoint) {
        ApiClient caller = Personas.of(gateway, endpoint)
                .with("Content-Type", endpoint.bodies().get(0).contentType());
        if (change.containsKey("as")) {
            Persona persona = Persona.of(text("as", "")).orElseThrow();
            String token = gateway.caller(persona).headers().getOrDefault("Authorization", "");
            caller = caller.with("Authorization", token);
        }
        caller = withHeaders(caller);
        if (change.get("without") instanceof List<?> names) {
            for (Object name : names) {
                caller = caller.without(name.toString());
            }
        }
        return caller;
    }

    private ApiClient withHeaders(ApiClient caller) {
        ApiClient saying = caller;
        if (change.get("headers") instanceof Map<?, ?> headers) {
            for (Map.Entry<?, ?> header : headers.entrySet()) {
                saying = saying.with(
                        header.getKey().toString(), header.getValue().toString());
            }
        }
        return saying;
    }

    private String text(String key, String usual) {
        return change.containsKey(key) ? String.valueOf(change.get(key)) : usual;
    }
}
