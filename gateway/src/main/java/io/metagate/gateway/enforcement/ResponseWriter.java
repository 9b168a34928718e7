package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.enforcement.stream.ContentCoding;
import io.metagate.gateway.enforcement.stream.ReleasedBody;
import io.metagate.gateway.limit.QuotaStatus;
import io.metagate.gateway.limit.RateLimitHeaders;
import io.metagate.gateway.problem.Problem;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.redaction.RedactedBody;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Turns an answer into bytes. INVARIANT: takes the receipt of the audit log for all but the problem that says that
 * there is none (P3).
 */
public final class ResponseWriter {

    private static final String NDJSON = "application/x-ndjson";
    private static final JsonMapper JSON = new JsonMapper();

    private ResponseWriter() {}

    static Response answer(AccessOutcome outcome, AuditReceipt receipt) {
        ResponseBuilder response = outcome.response().accept(new RecordedResponse(outcome.context(), receipt));
        response.header("Metagate-Audit-Id", receipt.id());
        return headers(response, outcome).build();
    }

    static Response unrecorded(AccessOutcome outcome) {
        AccessResponse.Refusal refusal = AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
        return headers(problem(refusal, "", outcome.context()), outcome).build();
    }

    /** Answers with a receipt, by their kind. */
    private record RecordedResponse(RequestContext context, AuditReceipt receipt)
            implements ResponseVisitor<ResponseBuilder> {

        @Override
        public ResponseBuilder records(AccessResponse.Records records) {
            return sized(Response.ok(), body(records.body(), receipt, context)).type(MediaType.APPLICATION_JSON_TYPE);
        }

        @Override
        public ResponseBuilder export(AccessResponse.Export export) {
            StreamingOutput body = output -> export.stream().write(export, receipt, output);
            ContentCoding coding = export.stream().coding();
            ResponseBuilder response = Response.ok(body, NDJSON).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            return coding == ContentCoding.IDENTITY
                    ? response
                    : response.header(HttpHeaders.CONTENT_ENCODING, coding.wireName());
        }

        @Override
        public ResponseBuilder representation(AccessResponse.Representation record) {
            ResponseBuilder response = Response.status(record.location().isPresent() ? 201 : 200);
            record.location().ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
            return sized(response, body(record.body(), receipt, context))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.ETAG, record.etag());
        }

        @Override
        public ResponseBuilder unchanged(AccessResponse.Unchanged unchanged) {
            return Response.notModified().header(HttpHeaders.ETAG, unchanged.etag());
        }

        @Override
        public ResponseBuilder done(AccessResponse.Done done) {
            return Response.noContent();
        }

        @Override
        public ResponseBuilder document(AccessResponse.Document document) {
            return sized(Response.ok(), body(document.bytes(), context)).type(document.mediaType());
        }

        @Override
        public ResponseBuilder refusal(AccessResponse.Refusal refusal) {
            return problem(refusal, receipt.id().toString(), context);
        }
    }

    /** Lets one chunk of an export out. INVARIANT: the receipt is that of this very chunk (P3). */
    public static void chunk(ExportChunk chunk, AuditReceipt receipt, AuthenticatedRequest part, OutputStream out)
            throws IOException {
        if (!receipt.id().equals(part.auditId())) {
            throw new IllegalStateException("this is the receipt of something else");
        }
        chunk.body().writeTo(receipt, out);
        out.flush();
    }

    /**
     * Says as the last line of an export why there is no more; without a receipt, that nothing is released because
     * there is none.
     */
    public static void problemLine(
            AccessResponse.Refusal refusal, Optional<AuditReceipt> receipt, RequestContext context, OutputStream out)
            throws IOException {
        Problem problem = receipt.map(
                        recorded -> problemBody(refusal, recorded.id().toString(), context))
                .orElseGet(() -> problemBody(AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE), "", context));
        out.write("{\"problem\":".getBytes(UTF_8));
        out.write(bytes(problem));
        out.write("}\n".getBytes(UTF_8));
        out.flush();
    }

    private static Problem problemBody(AccessResponse.Refusal refusal, String auditId, RequestContext context) {
        return Problem.of(refusal.code(), auditId, context.metadata().trace().orElse(""))
                .violating(refusal.violated())
                .suggesting(refusal.indexedFields())
                .about(refusal.part());
    }

    private static ReleasedBody body(RedactedBody body, AuditReceipt receipt, RequestContext context) {
        return new ReleasedBody(requester(context), body.size(), out -> body.writeTo(receipt, out));
    }

    private static ReleasedBody body(byte[] bytes, RequestContext context) {
        return new ReleasedBody(requester(context), bytes.length, out -> out.write(bytes));
    }

    private static ResponseBuilder sized(ResponseBuilder response, ReleasedBody body) {
        return response.entity(body).header(HttpHeaders.CONTENT_LENGTH, body.size());
    }

    private static AdmissionKey requester(RequestContext context) {
        return context.principal().map(AdmissionKey::of).orElse(AdmissionKey.NOBODY);
    }

    private static ResponseBuilder problem(AccessResponse.Refusal refusal, String auditId, RequestContext context) {
        byte[] bytes = bytes(problemBody(refusal, auditId, context));
        ResponseBuilder response = sized(Response.status(refusal.code().status()), body(bytes, context))
                .type(Problem.MEDIA_TYPE);
        refusal.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        challenge(refusal.code()).ifPresent(value -> response.header(HttpHeaders.WWW_AUTHENTICATE, value));
        return response;
    }

    /** The challenge of RFC 6750 section 3. */
    private static Optional<String> challenge(ProblemCode code) {
        return switch (code) {
            case AUTHENTICATION_REQUIRED -> Optional.of("Bearer realm=\"metagate\"");
            case AUTHENTICATION_FAILED -> Optional.of("Bearer realm=\"metagate\", error=\"invalid_token\"");
            default -> Optional.empty();
        };
    }

    private static ResponseBuilder headers(ResponseBuilder response, AccessOutcome outcome) {
        response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Authorization")
                .header("X-Content-Type-Options", "nosniff");
        outcome.context()
                .revision()
                .ifPresent(revision -> response.header("Metagate-Policy-Revision", revision.digest()));
        List<QuotaStatus> limits = outcome.limits();
        if (!limits.isEmpty()) {
            response.header("RateLimit-Policy", RateLimitHeaders.policy(limits))
                    .header("RateLimit", RateLimitHeaders.remaining(limits));
        }
        return response;
    }

    private static byte[] bytes(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain text and numbers", e);
        }
    }
}
