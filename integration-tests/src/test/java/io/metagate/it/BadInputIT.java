package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.SideEffects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Bad input: the documented problem, one audit record, nothing released, and nothing of it in the answer. */
class BadInputIT {

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);

    @ParameterizedTest
    @MethodSource("cases")
    void isRefused(BadRequestCase bad) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), bad.request(gateway)));
        String code = bad.code().orElseGet(() -> reply.json().path("code").asText());
        AuditRow row = Problems.require(reply, watch, bad.status(), code);
        assertThat(row.outcome()).isEqualTo("denied");
        assertThat(reply.everything() + row.leaf()).doesNotContainIgnoringCase("canary");
        watch.storeWasNotAsked();
    }

    @Test
    void theLongestBodyIsRead() {
        String body = "{\"limit\": 1}";
        ApiResponse reply = agent.search("accounts", body + " ".repeat(65_536 - body.length()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("records")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT",
                "If-None-Match: \"canary\"",
                "Expect: 100-continue"
            })
    void whatDoesNotApplyChangesNothing(String header) throws Exception {
        ApiResponse whole = agent.read("accounts", "acc-1");
        String[] parts = header.split(": ", -1);
        String request = RawExchange.request(
                agent.with(parts[0], parts[1]), "GET", "/v1/collections/accounts/records/acc-1", "");
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), request));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(whole.body());
        watch.onlyRecordOf(reply);
    }

    @Test
    void aHeadIsAnAccessLikeAnyOther() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        String request = RawExchange.request(agent, "HEAD", "/v1/collections/accounts/records/acc-1", "");
        ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), request));
        assertThat(reply.body()).isEmpty();
        assertThat(watch.onlyRecordOf(reply).leaf()).contains("\"collection\":\"accounts\"");
    }

    static Stream<BadRequestCase> cases() {
        return read("bad-input.yaml").stream().map(written -> BadRequestCase.of((Map<?, ?>) written));
    }

    private static List<?> read(String resource) {
        LoadSettings settings = LoadSettings.builder().setLabel(resource).build();
        try (InputStream stream = BadInputIT.class.getResourceAsStream(resource)) {
            return (List<?>) new Load(settings).loadFromInputStream(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
