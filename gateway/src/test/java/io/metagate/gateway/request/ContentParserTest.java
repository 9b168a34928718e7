package io.metagate.gateway.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.ContentParser.NewRecord;
import io.metagate.gateway.request.json.BadRequest;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentParserTest {

    @Test
    void readsDocumentsArraysAndTypedValues() throws Exception {
        assertThat(ContentParser.patch(body("""
                        {"a": {"b": [1, {"c": null}]}, "d": {"$date": "2026-01-05T09:00:00Z"}, "e": {}, "f": []}""")))
                .isEqualTo(new DocumentValue.Members(Map.of(
                        "a",
                        new DocumentValue.Members(Map.of(
                                "b",
                                new DocumentValue.Items(List.of(
                                        new DocumentValue.Scalar(new ScalarValue.Int(1)),
                                        new DocumentValue.Members(
                                                Map.of("c", new DocumentValue.Scalar(new ScalarValue.Null()))))))),
                        "d",
                        new DocumentValue.Scalar(new ScalarValue.Date(Instant.parse("2026-01-05T09:00:00Z"))),
                        "e",
                        new DocumentValue.Members(Map.of()),
                        "f",
                        new DocumentValue.Items(List.of()))));
    }

    @Test
    void takesTheIdentifierApart() throws Exception {
        NewRecord record = ContentParser.record(body("{\"_id\": \"a\", \"b\": {\"_id\": 1}}"));

        assertThat(record.id()).contains(new ScalarValue.Text("a"));
        assertThat(record.members().members()).containsOnlyKeys("b");
        assertThat(ContentParser.record(body("{\"_id\": null}")).id()).contains(new ScalarValue.Null());
        assertThat(ContentParser.record(body("{\"b\": 1}")).id()).isEmpty();
        assertThat(record.text())
                .isNotEqualTo(
                        ContentParser.record(body("{\"_id\": \"b\", \"b\": 1}")).text());
        assertThat(record.toString()).doesNotContain("a\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a.b\": 1}",
                "{\"$set\": {\"a\": 1}}",
                "{\"a\": {\"$inc\": 1}}",
                "{\"a\": [{\"$where\": \"x\"}]}",
                "{\"a\": {\"$date\": \"x\"}}",
                "{\"a\": {\"$date\": \"2026-01-05T09:00:00Z\", \"b\": 1}}",
                "{\"a\": {\"$oid\": \"0\"}}",
                "{\"\": 1}",
                "{\"a\\u0000b\": 1}",
                "{\"a\": 123456789012345678901234567890}",
                "{\"a\": 1e999}"
            })
    void refusesWhatIsNoRecord(String text) {
        for (ProblemCode code :
                List.of(code(() -> ContentParser.patch(body(text))), code(() -> ContentParser.record(body(text))))) {
            assertThat(code).isEqualTo(ProblemCode.RECORD_MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a\\u0000b", "\\n", "\\u0085"})
    void refusesIdentifiersThatNoUrlNames(String id) {
        assertThat(code(() -> ContentParser.record(body("{\"_id\": \"" + id + "\"}"))))
                .isEqualTo(ProblemCode.RECORD_MALFORMED);
    }

    @Test
    void refusesIdentifiersThatAreTooLongForAUrl() throws Exception {
        assertThat(ContentParser.record(body("{\"_id\": \"" + "\u00fc".repeat(512) + "\"}"))
                        .id())
                .isPresent();
        assertThat(code(() -> ContentParser.record(body("{\"_id\": \"" + "\u00fc".repeat(512) + "x\"}"))))
                .isEqualTo(ProblemCode.RECORD_MALFORMED);
    }

    private static ProblemCode code(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(reading)
                .actual()
                .code();
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
