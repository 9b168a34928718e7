package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.client.ApiClient;
import io.metagate.it.client.ApiResponse;
import io.metagate.it.client.RawExchange;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.GatewayFixture;
import io.metagate.it.fixture.Metrics;
import io.metagate.it.fixture.SideEffects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that are not HTTP as everybody reads it: recorded where there is a request, and a mere status where there is
 * none.
 */
class PlainHttpIT {

    private static final String SEARCH = "/v1/collections/accounts/records/search";

    private final GatewayFixture gateway = GatewayFixture.shared();
    private final ApiClient agent = gateway.caller(Persona.SUPPORT_AGENT);

    @ParameterizedTest
    @MethodSource("io.metagate.it.OddRequest#recorded")
    void isRefusedAndRecorded(OddRequest odd) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), odd.request(agent)));
        AuditRow row = Problems.require(reply, watch, odd.status(), odd.code());
        assertThat(row.outcome()).isEqualTo("denied");
        assertThat(reply.everything() + row.leaf()).doesNotContainIgnoringCase("canary");
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @MethodSource("io.metagate.it.OddRequest#bare")
    void getsNothingButAStatusAndIsCounted(OddRequest broken) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        double counted = unrecorded(Integer.toString(broken.status()));
        String answer = RawExchange.send(gateway.url(), broken.request(agent));
        ApiResponse reply = RawExchange.parsed(answer);
        assertThat(reply.status()).isEqualTo(broken.status());
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers().keySet()).isSubsetOf("connection", "content-length");
        assertThat(unrecorded(Integer.toString(broken.status()))).isEqualTo(counted + 1);
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Folded: a\n canary", "X-Folded: a\n\tcanary", "Metagate-Purpose: customer-\n support"})
    void hangsUpOnFoldedLines(String lines) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        double counted = unrecorded("folded");
        String answer =
                RawExchange.send(gateway.url(), OddRequest.read(lines + "\n").request(agent));
        assertThat(answer).isEmpty();
        assertThat(unrecorded("folded")).isEqualTo(counted + 1);
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway/v1/collections/accounts/records/acc-1",
                "http://elsewhere.example/v1/collections/accounts/records/acc-1"
            })
    void takesATargetInAbsoluteFormForItsPath(String target) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply =
                RawExchange.parsed(RawExchange.send(gateway.url(), RawExchange.request(agent, "GET", target, "")));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.everything()).doesNotContain("elsewhere");
        assertThat(reply.body()).isEqualTo(agent.read("accounts", "acc-1").body());
        assertThat(watch.storeCommands()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/collections/accounts/records/acc-1",
                "/v1/collections/accounts",
                "/v1/collections",
                "/v1/collections/accounts/records/nobody"
            })
    void answersAHeadLikeAGetWithoutItsBodyAndRecordsIt(String path) throws Exception {
        ApiResponse get = agent.get(path);
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse head =
                RawExchange.parsed(RawExchange.send(gateway.url(), RawExchange.request(agent, "HEAD", path, "")));
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        watch.onlyRecordOf(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue"})
    void tellsWhoExpectsItToGoOnBeforeTheBodyComes(String expectation) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiClient expecting = agent.with("Content-Type", "application/json").with("Expect", expectation);
        String answers = RawExchange.sendHesitantly(
                gateway.url(), RawExchange.request(expecting, "POST", SEARCH, "{\"limit\": 1}"));
        assertThat(answers)
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")
                .containsOnlyOnce(" 100 ");
        ApiResponse reply = RawExchange.parsed(answers.substring(answers.indexOf("HTTP/1.1 200")));
        assertThat(reply.body()).contains("\"records\":[{");
        watch.onlyRecordOf(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "Expect, canary, 417, expectation.failed",
        "Range, bytes=0-10, 400, request.unsupported",
        "Accept, canary, 406, media-type.not-acceptable",
        "Authorization, Bearer canary, 401, authentication.failed"
    })
    void asksForNoBodyThatItWouldNotRead(String header, String value, int status, String code) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiClient expecting = agent.with("Content-Type", "application/json")
                .with("Expect", "100-continue")
                .with(header, value);
        ApiResponse reply = RawExchange.parsed(RawExchange.sendHesitantly(
                gateway.url(), RawExchange.request(expecting, "POST", SEARCH, "{\"limit\": 1}")));
        Problems.require(reply, watch, status, code);
        assertThat(reply.header("connection")).hasValue("close");
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void letsWhoDoesNotWaitReadThatTheBodyIsTooLong(String version) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiClient expecting = agent.with("Content-Type", "application/json").with("Expect", "100-continue");
        String request = RawExchange.request(expecting, "POST", SEARCH, " ".repeat(2_000_000));
        ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), request.replace("HTTP/1.1", version)));
        Problems.require(reply, watch, 413, "body.too-large");
        watch.storeWasNotAsked();
    }

    @Test
    void asksForNoBodyThatIsTooLong() throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiClient expecting = agent.with("Content-Type", "application/json").with("Expect", "100-continue");
        ApiResponse reply = RawExchange.parsed(RawExchange.sendHesitantly(
                gateway.url(), RawExchange.request(expecting, "POST", SEARCH, " ".repeat(65_537))));
        Problems.require(reply, watch, 413, "body.too-large");
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/collections, 'GET, HEAD'",
        "POST, /v1/collections/accounts/records/acc-1, 'DELETE, GET, HEAD, PATCH'",
        "GET, /v1/decisions/explain, 'POST'",
        "PUT, /v1/collections, 'GET, HEAD'",
        "OPTIONS, /v1/collections, 'GET, HEAD'",
        "TRACE, /v1/collections/accounts/records, 'GET, HEAD, POST'",
        "PUT, /v1/collections/accounts/records/acc-1, 'DELETE, GET, HEAD, PATCH'",
        "PUT, /v1/collections/accounts/records/search, 'DELETE, GET, HEAD, PATCH, POST'",
        "POST, /openapi, 'GET, HEAD'",
        "DELETE, /openapi, 'GET, HEAD'"
    })
    void saysWhichMethodsThereAre(String method, String path, String allowed) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        ApiResponse reply =
                RawExchange.parsed(RawExchange.send(gateway.url(), RawExchange.request(agent, method, path, "")));
        Problems.require(reply, watch, 405, "method.not-allowed");
        List<String> methods = List.of(reply.header("allow").orElse("").split(", *", -1));
        assertThat(methods).containsExactlyInAnyOrder(allowed.split(", ", -1));
    }

    /** Nobody reads them, so that nobody fails over them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie: $Version=x; a=b",
                "Cookie: =;;\"",
                "Accept-Language: xx;q=abc",
                "Accept-Charset: utf-8;q=abc",
                "Accept-Encoding: gzip;q=abc",
                "Content-Language: ;;",
                "Date: x",
                "Origin: x",
                "Forwarded: for=x;host=;",
                "If-Modified-Since: x"
            })
    void passesOverFieldsThatMeanNothingHere(String field) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        String request = OddRequest.read(field + "\n").request(agent);
        ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), request));
        assertThat(reply.status()).isEqualTo(200);
        watch.onlyRecordOf(reply);
    }

    @Test
    void readsABodyInChunks() {
        String extended = "0000000C;a=\"b c\" ; d\n{\"limit\": 1}\n00;e\nF: g\n\n";
        for (String body : List.of(OddRequest.CHUNKED, extended)) {
            String request = OddRequest.chunked(body).request(agent);
            ApiResponse reply = RawExchange.parsed(RawExchange.send(gateway.url(), request));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("\"records\":[{");
        }
    }

    @Test
    void answersAndRecordsEachOfTwoRequestsThatComeInOnePiece() throws Exception {
        long records = gateway.audit().count();
        String answers = RawExchange.sendAll(
                gateway.url(),
                keptAlive(OddRequest.read("")) + OddRequest.read("").request(agent));
        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
        assertThat(gateway.audit().count()).isEqualTo(records + 2);
    }

    @Test
    void hangsUpOnFoldedLinesOfASecondRequestInTheSamePiece() throws Exception {
        double before = unrecorded("folded");
        for (OddRequest first : List.of(OddRequest.read(""), OddRequest.chunked(OddRequest.CHUNKED))) {
            long records = gateway.audit().count();
            String answers = RawExchange.sendAll(
                    gateway.url(),
                    keptAlive(first) + OddRequest.read("X-Folded: a\n b\n").request(agent));
            assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(2);
            assertThat(gateway.audit().count()).isEqualTo(records + 1);
        }
        assertThat(unrecorded("folded")).isEqualTo(before + 2);
    }

    @Test
    void answersNothingBehindControlCharactersBetweenTwoRequests() throws Exception {
        long records = gateway.audit().count();
        double counted = unrecorded("400");
        String read = OddRequest.read("").request(agent);
        String answers = RawExchange.sendAll(
                gateway.url(), keptAlive(OddRequest.read("")) + "\0\0\0" + keptAlive(OddRequest.read("")) + read);
        assertThat(answers)
                .startsWith("HTTP/1.1 200 ")
                .containsOnlyOnce(" 200 OK")
                .containsOnlyOnce(" 400 ");
        assertThat(gateway.audit().count()).isEqualTo(records + 1);
        assertThat(unrecorded("400")).isEqualTo(counted + 1);
    }

    @Test
    void readsOverAnEmptyLineBeforeARequest() throws Exception {
        long records = gateway.audit().count();
        String read = OddRequest.read("").request(agent);
        String answers = RawExchange.sendAll(gateway.url(), "\r\n" + keptAlive(OddRequest.read("")) + "\r\n" + read);
        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
        assertThat(gateway.audit().count()).isEqualTo(records + 2);
    }

    private String keptAlive(OddRequest request) {
        return request.request(agent).replace("Connection: close\r\n", "");
    }

    /** The server hangs up by itself, so that no answer arrives. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\ncanary\n0\n\n",
                "c\n{\"limit\": 1}canary",
                "c x\n{\"limit\": 1}\n0\n\n",
                "c\0\n{\"limit\": 1}\n0\n\n",
                " c\n{\"limit\": 1}\n0\n\n",
                "\tc\n{\"limit\": 1}\n0\n\n",
                "\u000bc\n{\"limit\": 1}\n0\n\n",
                "c\r\n{\"limit\": 1}\n0\n\n",
                "00000000c\n{\"limit\": 1}\n0\n\n",
                "c\n{\"limit\": 1}\r\n0\n\n",
                "c\n{\"limit\": 1}\n0 x\n\n",
                "c\n{\"limit\": 1}\n0\nA: b\n canary\n\n"
            })
    void recordsABodyWhoseChunksAreBroken(String body) throws Exception {
        SideEffects watch = SideEffects.over(gateway);
        String request = OddRequest.chunked(body).request(agent);
        assertThat(RawExchange.send(gateway.url(), request)).doesNotContain("200 OK", "canary");
        watch.awaitRecord();
        watch.storeWasNotAsked();
    }

    /** Behind a proxy that frames it otherwise, such an answer would be that to somebody else's request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding:",
                "Transfer-Encoding: \t",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: \u00a0chunked",
                "Transfer-Encoding: chunked\nTransfer-Encoding: chunked",
                "Transfer-Encoding: identity\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip\nContent-Length: 12",
                "Transfer-Encoding: identity\nExpect: 100-continue",
                "Host: canary",
                "Upgrade: h2c",
                "Range: bytes=0-"
            })
    void answersNothingBehindARequestThatOthersMayReadOtherwise(String field) throws Exception {
        String next = OddRequest.read("").request(agent);
        for (String body : List.of("", OddRequest.CHUNKED, "{\"limit\": 1}", "zz\n")) {
            SideEffects watch = SideEffects.over(gateway);
            String odd = OddRequest.chunked(body).request(agent).replace("Transfer-Encoding: chunked", field);
            String request = odd.replace("Connection: close\r\n", "").replaceAll("(?<!\r)\n", "\r\n");
            String answers = RawExchange.sendAll(gateway.url(), request + next);
            // The server itself hangs up on chunks that are none, and may be first.
            if (!answers.isEmpty() || !field.contains("chunked") || body.equals(OddRequest.CHUNKED)) {
                ApiResponse reply = RawExchange.parsed(answers);
                Problems.requireForm(reply, 400, "request.unsupported");
                assertThat(reply.header("connection")).hasValue("close");
                assertThat(answers.split("HTTP/1\\.[01] [0-9]", -1))
                        .as(field + " " + body)
                        .hasSize(2);
            }
            watch.awaitRecord();
        }
    }

    /** The server takes the first of several lengths there. */
    @Test
    void answersOneRequestOfHttp10OnAConnection() throws Exception {
        long records = gateway.audit().count();
        String old = OddRequest.read("Content-Length: 0\nContent-Length: 12\n")
                .request(agent)
                .replace("HTTP/1.1", "HTTP/1.0")
                .replace("Connection: close", "Connection: keep-alive");
        String answers =
                RawExchange.sendAll(gateway.url(), old + OddRequest.read("").request(agent));
        assertThat(answers).startsWith("HTTP/1.0 200 ").doesNotContain("HTTP/1.1");
        assertThat(RawExchange.parsed(answers).header("connection")).hasValue("close");
        assertThat(gateway.audit().count()).isEqualTo(records + 1);
    }

    private double unrecorded(String answer) {
        return Metrics.of(gateway).unrecorded(answer);
    }
}
