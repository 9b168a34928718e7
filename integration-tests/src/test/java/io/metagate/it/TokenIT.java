package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.metagate.demo.issuer.Persona;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Issuers;
import io.metagate.it.fixture.SideEffects;
import io.metagate.it.tokens.ForgedTokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever shows no token of the trusted issuer, for this gateway and for this time, learns nothing, and is recorded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIT {

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final AtomicInteger attackerAsked = new AtomicInteger();
    private final HttpServer attacker = listen();

    private HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(LoopbackPort.address(), 0), 0);
            server.createContext("/", exchange -> {
                attackerAsked.incrementAndGet();
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    void start() {
        attacker.start();
    }

    @AfterAll
    void nobodyAskedTheAttackerForKeys() {
        attacker.stop(0);
        assertThat(attackerAsked).hasValue(0);
    }

    List<Map.Entry<String, String>> forgedTokens() {
        URI address = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort());
        return new ArrayList<>(ForgedTokens.of(
                        Issuers.token(Persona.SUPPORT_AGENT), Issuers.key().key(), address)
                .entrySet());
    }

    @Test
    void aTokenWrittenByHandIsAccepted() {
        String sound = ForgedTokens.sound(
                Issuers.token(Persona.SUPPORT_AGENT), Issuers.key().key());
        assertThat(gateway.caller(sound)
                        .with("Metagate-Purpose", "customer-support")
                        .read("accounts", "acc-1")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("forgedTokens")
    void aForgedTokenIsRefused(Map.Entry<String, String> forged) throws Exception {
        assertRefused("Authorization: Bearer " + forged.getValue(), "GET", "/v1/collections/accounts/records/acc-1");
    }

    /** The reason is where auditors and operators look, and nowhere else. */
    @ParameterizedTest
    @CsvSource({
        "another issuer,issuer",
        "another audience,audience",
        "expired,expired",
        "not yet valid,not-yet-valid",
        "made in the future,not-yet-valid",
        "living for more than an hour,lifetime",
        "the least number as iat,lifetime",
        "an unknown key id,unknown-key",
        "signed with another key,signature",
        "an ID token with a nonce,type",
        "a header whose type is null,type",
        "a token bound to a key (DPoP),bound",
        "no subject,no-subject",
        "roles that are a number,roles",
        "a client that is an object,client",
        "a client id that is a list,client",
        "HMAC with the public key in DER,algorithm",
        "three letters,malformed",
        "a header of no critical headers,malformed"
    })
    void theReasonIsRecorded(String sentence, String reason) throws Exception {
        String token = forgedTokens().stream()
                .filter(forged -> forged.getKey().equals(sentence))
                .findFirst()
                .orElseThrow()
                .getValue();
        double before = counted(reason);
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = gateway.caller(token)
                .with("Metagate-Purpose", "customer-support")
                .read("accounts", "acc-1");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(watch.onlyRecordOf(reply).leaf()).contains("\"tokenRefusal\":\"" + reason + "\"");
        assertThat(counted(reason)).isGreaterThan(before);
        assertThat(gateway.gateway().log()).contains("token not accepted: " + reason + ".");
    }

    private double counted(String reason) {
        String metrics = new ApiClient(gateway.management()).get("/q/metrics").body();
        return metrics.lines()
                .filter(line -> line.startsWith("metagate_token_refusals_total{reason=\"" + reason + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void everyPathRefusesIt() throws Exception {
        String expired = "Authorization: Bearer " + forgedTokens().get(0).getValue();
        assertRefused(expired, "GET", "/v1/collections");
        assertRefused(expired, "GET", "/v1/collections/accounts");
        assertRefused(expired, "POST", "/v1/collections/accounts/records/search");
        assertRefused(expired, "POST", "/v1/collections/accounts/records/export");
        assertRefused(expired, "POST", "/v1/collections/accounts/tokens/reveal");
        assertRefused(expired, "POST", "/v1/collections/companies/records");
        assertRefused(expired, "PATCH", "/v1/collections/companies/records/com-1");
        assertRefused(expired, "DELETE", "/v1/collections/companies/records/com-1");
        assertRefused(expired, "POST", "/v1/decisions/explain");
        assertRefused(expired, "GET", "/v1/audit/records");
        assertRefused(expired, "HEAD", "/v1/collections/accounts/records/acc-1");
    }

    @Test
    void otherWaysToShowATokenShowNone() throws Exception {
        String token = Issuers.token(Persona.SUPPORT_AGENT);
        String path = "/v1/collections/accounts/records/acc-1";
        assertRefused("Authorization: " + token, "GET", path);
        assertRefused("Authorization: Basic " + token, "GET", path);
        assertRefused("Authorization: Basic YWRtaW46YWRtaW4=", "GET", path);
        assertRefused("Authorization: Digest " + token, "GET", path);
        assertRefused("X-Authorization: Bearer " + token, "GET", path);
        assertRefused("Cookie: q_session=" + token + "; access_token=" + token, "GET", path);
        assertRefused("X-Forwarded-User: support-agent", "GET", path);
        assertRefused("Authorization: Bearer " + token + "\r\nAuthorization: Bearer " + token, "GET", path);
        assertRefused("Accept: */*", "GET", path + "?access_token=" + token);
    }

    private void assertRefused(String header, String method, String path) throws Exception {
        List<String> headers = List.of(header, "Metagate-Purpose: customer-support", "Content-Type: application/json");
        String body = method.equals("POST") ? "{}" : "";
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply =
                RawExchange.parsed(RawExchange.send(gateway.url(), RawExchange.request(headers, method, path, body)));
        assertThat(reply.status()).as(reply.everything()).isEqualTo(401);
        assertThat(reply.header("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer realm=\"metagate\""));
        AuditRow row = watch.onlyRecordOf(reply);
        assertThat(row.action()).isEqualTo("authenticate");
        assertThat(row.outcome()).isEqualTo("denied");
        assertThat(row.problem()).hasValueSatisfying(code -> assertThat(code).startsWith("authentication."));
        assertThat(row.principal()).isEmpty();
        assertThat(row.leaf()).containsPattern("\"tokenRefusal\":\"[a-z-]+\"");
        if (!method.equals("HEAD")) {
            assertThat(reply.json().path("detail").asText())
                    .isIn("Send a bearer token of a trusted issuer.", "The bearer token was not accepted.");
        }
        assertThat(reply.body()).doesNotContain("tokenRefusal", "audience", "expired", "signature");
        assertThat(reply.body()).doesNotContain("jane", "acc-1");
        watch.storeWasNotAsked();
    }
}
