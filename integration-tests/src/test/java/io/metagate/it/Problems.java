package io.metagate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.it.client.ApiResponse;
import io.metagate.it.fixture.AuditRow;
import io.metagate.it.fixture.SideEffects;
import java.sql.SQLException;
import java.util.Set;

/** What every refusal must look like, for the client and in the audit log. */
final class Problems {

    private static final Set<String> MEMBERS = Set.of(
            "type",
            "title",
            "status",
            "detail",
            "code",
            "violated-policies",
            "indexedFields",
            "pointer",
            "parameter",
            "header",
            "expected",
            "auditId",
            "traceId");

    private Problems() {}

    /** Requires the problem and its one audit record. */
    static AuditRow require(ApiResponse reply, SideEffects watch, int status, String code) throws SQLException {
        requireForm(reply, status, code);
        AuditRow row = watch.onlyRecordOf(reply);
        assertThat(row.problem()).hasValue(code);
        return row;
    }

    /** Requires the problem as the client sees it (RFC 9457). */
    static void requireForm(ApiResponse reply, int status, String code) {
        assertThat(reply.status()).as(reply.everything()).isEqualTo(status);
        assertThat(reply.header("content-type")).hasValue("application/problem+json");
        assertThat(reply.header("cache-control")).hasValue("no-store");
        assertThat(reply.header("x-content-type-options")).hasValue("nosniff");
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("auditId").asText()).isEqualTo(reply.auditId());
        assertThat(reply.json().path("title").asText()).isNotEmpty();
        assertThat(reply.json().path("type").asText()).matches("urn:metagate:problem:.+|https://iana\\.org/.+");
        reply.json().fieldNames().forEachRemaining(name -> assertThat(MEMBERS).contains(name));
        assertThat(reply.everything()).doesNotContain("Exception", "\tat ", "io.metagate", "jackson", "quarkus");
    }

    /**
     * The answer without what differs between any two answers: the ids of their audit records, the time, and what is
     * left of the limits.
     */
    static String withoutIds(String rawAnswer) {
        return rawAnswer
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "<audit id>")
                .replaceAll("(?i)(ratelimit): [^\r]*", "$1: <state>")
                .replaceAll("(?i)(date): [^\r]*", "$1: <now>");
    }
}
