package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.demo.issuer.Persona;
import io.metagate.it.bed.AuditRow;
import io.metagate.it.bed.Bed;
import io.metagate.it.bed.Watch;
import io.metagate.it.client.Caller;
import io.metagate.it.client.RawExchange;
import io.metagate.it.client.Reply;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not HTTP as everybody reads it: recorded where there is a request, and a mere status where there is none. */
class PlainHttpIT {

    private final Bed bed = Bed.shared();
    private final Caller agent = bed.caller(Persona.SUPPORT_AGENT);

    @ParameterizedTest
    @MethodSource("io.metagate.it.OddRequest#recorded")
    void isRefusedAndRecorded(OddRequest odd) throws Exception {
        Watch watch = Watch.over(bed);
        Reply reply = RawExchange.parsed(RawExchange.send(bed.url(), odd.request(agent)));
        AuditRow row = Problems.require(reply, watch, odd.status(), odd.code());
        assertThat(row.outcome()).isEqualTo("denied");
        assertThat(reply.everything() + row.leaf()).doesNotContainIgnoringCase("canary");
        watch.storeWasNotAsked();
    }

    @ParameterizedTest
    @MethodSource("io.metagate.it.OddRequest#bare")
    void getsNothingButAStatusAndIsCounted(OddRequest broken) throws Exception {
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
        String answer =
                RawExchange.send(bed.url(), OddRequest.read(lines + "\n").request(agent));
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
        String request = OddRequest.chunked(OddRequest.CHUNKED).request(agent);
        Reply reply = RawExchange.parsed(RawExchange.send(bed.url(), request));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"records\":[{");
    }

    /** Where the first one ends nobody knows before it is read, so that folded lines of the second are not seen but joined. */
    @ParameterizedTest
    @ValueSource(strings = {"", "X-Folded: a\n b\n"})
    void answersAndRecordsEachOfTwoRequestsThatComeInOnePiece(String lines) throws Exception {
        long records = bed.audit().count();
        String first = OddRequest.read("").request(agent).replace("Connection: close\r\n", "");
        String answers =
                RawExchange.sendAll(bed.url(), first + OddRequest.read(lines).request(agent));
        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
        assertThat(bed.audit().count()).isEqualTo(records + 2);
    }

    /** The server hangs up by itself, so that no answer arrives. */
    @ParameterizedTest
    @ValueSource(strings = {"zz\ncanary\n0\n\n", "c\n{\"limit\": 1}canary"})
    void recordsABodyWhoseChunksAreBroken(String body) throws Exception {
        Watch watch = Watch.over(bed);
        String request = OddRequest.chunked(body).request(agent);
        assertThat(RawExchange.send(bed.url(), request)).doesNotContain("200 OK", "canary");
        watch.awaitRecord();
        watch.storeWasNotAsked();
    }

    /** How often the gateway says that it gave such an answer. */
    private double unrecorded(String answer) {
        String metrics = new Caller(bed.management()).get("/q/metrics").body();
        Matcher line = Pattern.compile("metagate_http_unrecorded_total\\{answer=\"" + answer + "\",?} ([0-9.]+)")
                .matcher(metrics);
        return line.find() ? Double.parseDouble(Objects.requireNonNull(line.group(1))) : 0;
    }
}
