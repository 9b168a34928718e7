package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.audit.Receipts;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.enforcement.stream.ReleasedBody;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.Evidence;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.RedactedLines;
import io.metagate.policy.redaction.RedactedRecords;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponseWriterTest {

    private final RequestContext context =
            AuthenticatedRequests.context(AuthenticatedRequests.metadata(List.of("support"), List.of()));
    private final AuditReceipt receipt = Receipts.of(context.id());

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void saysTheSameOfAProblemEachTime(ProblemCode code) throws IOException {
        Response response = answer(AccessResponse.refused(code));
        JsonNode problem = new JsonMapper().readTree(EnforcementPoint.body(response));

        assertThat(response.getStatus()).isEqualTo(code.status());
        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem.properties().stream()
                        .map(member -> member.getKey() + "=" + member.getValue().asText()))
                .containsExactly(
                        "type=" + code.type(),
                        "title=" + code.title(),
                        "status=" + code.status(),
                        "detail=" + code.detail(),
                        "code=" + code.code(),
                        "auditId=" + context.id());
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void givesAProblemTheHeadersOfItsStatus(ProblemCode code) {
        Response response = answer(AccessResponse.refused(code));

        assertThat(response.getHeaders().containsKey("WWW-Authenticate")).isEqualTo(code.status() == 401);
        assertThat(response.getHeaders().containsKey("Retry-After")).isEqualTo(code.status() == 503);
        assertGuarded(response);
    }

    @Test
    void saysWhichQuotasAreExceededAndWhenToAskAgain() throws IOException {
        RequestContext limited = context.withLimits(List.of(new QuotaStatus("things-requests", 600, 60, 0, 50)));
        AccessResponse exceeded = new AccessResponse.Refusal(
                ProblemCode.QUOTA_EXCEEDED, List.of("things-requests"), Optional.of(Duration.ofSeconds(7)), List.of());

        Response response = ResponseWriter.answer(AccessOutcome.early(limited, exceeded), receipt);

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("7");
        assertThat(response.getHeaderString("RateLimit")).isEqualTo("\"things-requests\";r=0;t=50");
        assertThat(response.getHeaderString("RateLimit-Policy")).isEqualTo("\"things-requests\";q=600;w=60");
        assertThat(new JsonMapper().readTree(EnforcementPoint.body(response)).get("violated-policies"))
                .hasSize(1);
    }

    /** The framework's own way lets a worker wait for the client with whatever is longer than its buffer. */
    @Test
    void handsProblemsOverLikeRecordsHoweverMuchTheyList() throws IOException {
        List<String> fields =
                IntStream.range(0, 2_000).mapToObj(n -> "field" + n).toList();
        AccessResponse costly =
                new AccessResponse.Refusal(ProblemCode.FILTER_NOT_INDEXED, List.of(), Optional.empty(), fields);

        Response response = answer(costly);

        assertThat(response.getEntity()).isInstanceOfSatisfying(ReleasedBody.class, body -> assertThat(body.size())
                .isGreaterThan(16_000)
                .isEqualTo(body.bytes().length));
        assertThat(response.getHeaderString("Content-Length"))
                .isEqualTo(Integer.toString(EnforcementPoint.body(response).length));
        assertThat(new JsonMapper().readTree(EnforcementPoint.body(response)).get("indexedFields"))
                .hasSize(2_000);
    }

    @Test
    void challengesForABearerToken() {
        assertThat(answer(AccessResponse.refused(ProblemCode.AUTHENTICATION_REQUIRED))
                        .getHeaderString("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"metagate\"");
        assertThat(answer(AccessResponse.refused(ProblemCode.AUTHENTICATION_FAILED))
                        .getHeaderString("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"metagate\", error=\"invalid_token\"");
    }

    @Test
    void writesRecordsWhenItHasTheReceipt() throws IOException {
        RedactedRecords safe = RecordAnswers.records(RecordAnswers.permitFor("x"), "x");
        AccessResponse.Records records = new AccessResponse.Records(safe.page(Optional.empty()), safe.counts());

        Response response =
                ResponseWriter.answer(AccessOutcome.early(context.under(ThingsPolicies.POLICIES), records), receipt);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ((ReleasedBody) response.getEntity()).content().writeTo(bytes);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderString("Content-Length")).isEqualTo(Integer.toString(bytes.size()));
        assertThat(response.getHeaderString("Metagate-Policy-Revision"))
                .isEqualTo(ThingsPolicies.POLICIES.revision().digest());
        assertThat(bytes.toString(UTF_8))
                .startsWith("{\"records\":[{\"_id\":\"x\"")
                .endsWith("],\"next\":null}");
        assertGuarded(response);
    }

    @Test
    void hasNoWayToWriteRecordsWithoutEvidence() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Method> writing = Arrays.stream(RedactedBody.class.getMethods())
                .filter(method -> method.getDeclaringClass() == RedactedBody.class)
                .filter(method -> !List.of("size", "commitment", "toString").contains(method.getName()))
                .toList();

        assertThat(writing).singleElement().satisfies(method -> assertThat(method.getParameterTypes()[0])
                .isEqualTo(Evidence.class));
        assertThatThrownBy(() -> writing.get(0).invoke(body("x"), null, bytes))
                .hasRootCauseInstanceOf(NullPointerException.class);
        assertThat(bytes.size()).isZero();
    }

    @Test
    void releasesNoChunkForTheReceiptOfAnotherRecord() {
        Decision.Permit permit = RecordAnswers.permitFor("x");
        RedactedLines lines = RecordAnswers.lines(permit, "x", 1);
        ExportChunk chunk = new ExportChunk(
                lines.chunk(1, context.id().toString(), Optional.empty()), lines.counts(), Optional.empty());
        AuthenticatedRequest part = AuthenticatedRequests.admitted(
                context, ThingsPolicies.reader("https://issuer.example", "alice"), ThingsPolicies.POLICIES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> ResponseWriter.chunk(chunk, Receipts.of(AuthenticatedRequests.id()), part, out))
                .isInstanceOf(IllegalStateException.class);

        assertThat(out.size()).isZero();
    }

    @Test
    void answersWithoutARecordThatNothingIsReleased() throws IOException {
        Response response = ResponseWriter.unrecorded(
                AccessOutcome.early(context, AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE)));
        JsonNode problem = new JsonMapper().readTree(EnforcementPoint.body(response));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(response.getHeaders()).doesNotContainKey("Metagate-Audit-Id");
        assertThat(problem.get("code").asText()).isEqualTo("audit.unavailable");
        assertThat(problem.has("auditId")).isFalse();
    }

    private void assertGuarded(Response response) {
        assertThat(response.getHeaderString("Metagate-Audit-Id"))
                .isEqualTo(context.id().toString());
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeaderString("Vary")).isEqualTo("Authorization");
        assertThat(response.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private Response answer(AccessResponse response) {
        return ResponseWriter.answer(AccessOutcome.early(context, response), receipt);
    }

    private static RedactedBody body(String value) {
        return RecordAnswers.records(RecordAnswers.permitFor(value), value).page(Optional.empty());
    }
}
