package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.bed.AuditRow;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Watch;
import io.metagate.it.client.Caller;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.Reply;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not HTTP as everybody reads it: recorded where there is a request, and a mere status where there is none. */
class PlainHttpIT {

    private static final String READ = "GET /v1/collections/accounts/records/acc-1 HTTP/1.1\n";
    private static final String SEARCH =
            "POST /v1/collections/accounts/records/search HTTP/1.1\nContent-Type: application/json\n";
    private static final String HOST = "Host: gateway\n";
    private static final String BODY = "{\"limit\": 1}";
    private static final String CHUNKED = "c\n" + BODY + "\n0\n\n";

    private final Bed bed = Bed.shared();
    private final Caller agent = bed.caller(Persona.SUPPORT_AGENT);

    @ParameterizedTest
    @MethodSource("recorded")
    void isRefusedAndRecorded(Case odd) throws Exception {
        Watch watch = Watch.over(bed);
        Reply reply = RawExchange.parsed(RawExchange.send(bed.url(), odd.request(agent)));
        AuditRow row = Problems.require(reply, watch, odd.status(), odd.code());
        assertThat(row.outcome()).isEqualTo("denied");
        assertThat(reply.everything() + row.leaf()).doesNotContainIgnoringCase("canary");
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @MethodSource("bare")
    void getsNothingButAStatusAndIsCounted(Case broken) throws Exception {
        Watch watch = Watch.over(bed);
        double counted = unrecorded(Integer.toString(broken.status()));
        String answer = RawExchange.send(bed.url(), broken.request(agent));
        Reply reply = RawExchange.parsed(answer);
        assertThat(reply.status()).isEqualTo(broken.status());
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers().keySet()).isSubsetOf("connection", "content-length");
        assertThat(unrecorded(Integer.toString(broken.status()))).isEqualTo(counted + 1);
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Folded: a\n canary", "X-Folded: a\n\tcanary", "Metagate-Purpose: customer-\n support"})
    void hangsUpOnFoldedLines(String lines) throws Exception {
        Watch watch = Watch.over(bed);
        double counted = unrecorded("folded");
        String answer = RawExchange.send(bed.url(), new Case("", READ + HOST + lines + "\n", "", 0, "").request(agent));
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
        Watch watch = Watch.over(bed);
        Reply reply = RawExchange.parsed(RawExchange.send(bed.url(), RawExchange.request(agent, "GET", target, "")));
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
        Reply get = agent.get(path);
        Watch watch = Watch.over(bed);
        Reply head = RawExchange.parsed(RawExchange.send(bed.url(), RawExchange.request(agent, "HEAD", path, "")));
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        watch.onlyRecordOf(head);
    }

    @Test
    void readsABodyInChunks() {
        String request = new Case("", SEARCH + HOST + "Transfer-Encoding: chunked\n", CHUNKED, 200, "").request(agent);
        Reply reply = RawExchange.parsed(RawExchange.send(bed.url(), request));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"records\":[{");
    }

    /** The server hangs up by itself, so that no answer arrives. */
    @ParameterizedTest
    @ValueSource(strings = {"zz\ncanary\n0\n\n", "c\n{\"limit\": 1}canary"})
    void recordsABodyWhoseChunksAreBroken(String body) throws Exception {
        Watch watch = Watch.over(bed);
        String request = new Case("", SEARCH + HOST + "Transfer-Encoding: chunked\n", body, 0, "").request(agent);
        assertThat(RawExchange.send(bed.url(), request)).doesNotContain("200 OK", "canary");
        watch.awaitRecord();
        watch.storeWasNotAsked();
    }

    static Stream<Case> recorded() {
        return Stream.of(
                recorded(
                        "another coding before the chunks",
                        SEARCH + HOST + "Transfer-Encoding: gzip, chunked\n",
                        CHUNKED),
                recorded(
                        "chunks twice",
                        SEARCH + HOST + "Transfer-Encoding: chunked\nTransfer-Encoding: chunked\n",
                        CHUNKED),
                recorded(
                        "a coding that looks like chunks",
                        SEARCH + HOST + "Transfer-Encoding: xchunked\nContent-Length: 12\n",
                        BODY),
                recorded("two hosts", READ + HOST + "Host: canary\n", ""),
                recorded("no host", READ, ""),
                recorded("a host that is none", READ + "Host: a b/canary@c\n", ""),
                recorded("a header without a name", READ + HOST + ": canary\n", ""),
                recorded("an upgrade to HTTP/2", READ + HOST + "Upgrade: h2c\nHTTP2-Settings: AAMAAABkAAQAAP__\n", ""),
                recorded(
                        "an upgrade to a web socket",
                        READ + HOST + "Upgrade: websocket\nSec-WebSocket-Version: 13\n",
                        ""),
                new Case(
                        "parameters within the path",
                        path("/v1/collections/accounts;canary=1/records/acc-1"),
                        "",
                        404,
                        "path.not-found"),
                new Case("parameters behind the path", path("/v1/collections;canary=1"), "", 404, "path.not-found"),
                new Case(
                        "encoded dots",
                        path("/v1/collections/accounts/%2e%2e/accounts/records/acc-1"),
                        "",
                        404,
                        "path.not-found"),
                new Case(
                        "an encoded slash",
                        path("/v1/collections/accounts/records%2Facc-1"),
                        "",
                        404,
                        "path.not-found"),
                new Case(
                        "an encoded slash in a collection",
                        path("/v1/collections/accounts%2F../records/acc-1"),
                        "",
                        403,
                        "access.denied"),
                new Case(
                        "an encoded NUL", path("/v1/collections/accounts/records/acc-1%00"), "", 404, "path.not-found"),
                new Case("an encoded backslash", path("/v1%5ccollections"), "", 404, "path.not-found"),
                new Case("another scheme", path("https://gateway/v1/collections"), "", 404, "path.not-found"),
                new Case("a fragment", path("/v1/collections#canary"), "", 404, "path.not-found"),
                new Case(
                        "a length far beyond the most",
                        SEARCH + HOST + "Content-Length: 65537\n",
                        " ".repeat(65_537),
                        413,
                        "body.too-large"),
                new Case(
                        "a packed body",
                        SEARCH + HOST + "Content-Encoding: gzip\nContent-Length: 12\n",
                        BODY,
                        415,
                        "media-type.unsupported"),
                new Case(
                        "another method by header",
                        READ.replace("GET", "POST") + HOST + "X-HTTP-Method-Override: GET\n",
                        "",
                        405,
                        "method.not-allowed"),
                new Case("a trace", READ.replace("GET", "TRACE") + HOST, "", 405, "method.not-allowed"),
                new Case("options", READ.replace("GET", "OPTIONS") + HOST, "", 405, "method.not-allowed"));
    }

    static Stream<Case> bare() {
        return Stream.of(
                bare("length and chunks", SEARCH + HOST + "Content-Length: 12\nTransfer-Encoding: chunked\n", CHUNKED),
                bare("chunks and then the body", SEARCH + HOST + "Transfer-Encoding: chunked, identity\n", BODY),
                bare("white space before a colon", SEARCH + HOST + "Transfer-Encoding : chunked\n", CHUNKED),
                bare("two lengths", SEARCH + HOST + "Content-Length: 12\nContent-Length: 2\n", BODY),
                bare("a length twice", SEARCH + HOST + "Content-Length: 12, 12\n", BODY),
                bare("a length with a sign", SEARCH + HOST + "Content-Length: +12\n", BODY),
                bare("a length below nothing", SEARCH + HOST + "Content-Length: -1\n", BODY),
                bare("a length beyond 64 bits", SEARCH + HOST + "Content-Length: 99999999999999999999\n", BODY),
                bare("a NUL in a header", READ + HOST + "X-A: a\0canary\n", ""),
                bare("a header without a colon", READ + HOST + "canary\n", ""),
                bare("white space in a header's name", READ + HOST + "X A: canary\n", ""),
                bare("a NUL in the path", path("/v1/collections\0canary"), ""),
                bare("a backslash in the path", path("/v1\\collections"), ""),
                bare("a method that is none", READ.replace("GET", "GE(T") + HOST, ""),
                new Case("a header too large", READ + HOST + "X-A: " + "a".repeat(17_000) + "\n", "", 431, ""),
                new Case("headers too large together", READ + HOST + "X-A: canary\n".repeat(1_500), "", 431, ""),
                new Case("a line too long", path("/v1/collections/" + "a".repeat(5_000)), "", 414, ""));
    }

    private static Case recorded(String sentence, String head, String body) {
        return new Case(sentence, head, body, 400, "request.unsupported");
    }

    private static Case bare(String sentence, String head, String body) {
        return new Case(sentence, head, body, 400, "");
    }

    private static String path(String target) {
        return "GET " + target + " HTTP/1.1\n" + HOST;
    }

    /** How often the gateway says that it gave such an answer. */
    private double unrecorded(String answer) {
        String metrics = new Caller(bed.management()).get("/q/metrics").body();
        Matcher line = Pattern.compile("metagate_http_unrecorded_total\\{answer=\"" + answer + "\",?} ([0-9.]+)")
                .matcher(metrics);
        return line.find() ? Double.parseDouble(Objects.requireNonNull(line.group(1))) : 0;
    }

    /**
     * A request.
     *
     * @param head without what says who asks; a line feed stands for the end of a line, as it does in the body
     */
    record Case(String sentence, String head, String body, int status, String code) {

        String request(Caller caller) {
            StringBuilder lines = new StringBuilder(head);
            for (Map.Entry<String, String> header : caller.headers().entrySet()) {
                if (!head.contains(header.getKey())) {
                    lines.append(header.getKey())
                            .append(": ")
                            .append(header.getValue())
                            .append('\n');
                }
            }
            return (lines + "Connection: close\n\n" + body).replace("\n", "\r\n");
        }

        @Override
        public String toString() {
            return sentence;
        }
    }
}
