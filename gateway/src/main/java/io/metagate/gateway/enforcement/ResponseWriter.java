package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.gateway.admission.AdmissionKey;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.enforcement.stream.ContentCoding;
import io.metagate.gateway.enforcement.stream.ReleasedBody;
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
import java.util.Optional;

/**
 * Turns an answer into bytes. INVARIANT: takes the receipt of the audit log for all but the problem that says that
 * there is none (P3).
 */
public final class ResponseWriter {

    private static final String NDJSON = "application/x-ndjson";
    private static final JsonMapper JSON = new JsonMapper();

    private ResponseWriter() {}

    static Response answer(AccessResponse answer, AuditReceipt receipt, AccessTrace trail) {
        ResponseBuilder response = body(answer, receipt, trail);
        response.header("Metagate-Audit-Id", receipt.id());
        return headers(response, trail).build();
    }

    static Response unrecorded(AccessTrace trail) {
        AccessResponse.Refusal refusal = (AccessResponse.Refusal) AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE);
        return headers(problem(refusal, "", trail), trail).build();
    }

    private static ResponseBuilder body(AccessResponse answer, AuditReceipt receipt, AccessTrace trail) {
        if (answer instanceof AccessResponse.Records records) {
            return Response.ok(body(records.body(), receipt, trail), MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CONTENT_LENGTH, records.body().size());
        }
        if (answer instanceof AccessResponse.Export export) {
            return export(export, receipt);
        }
        if (answer instanceof AccessResponse.Representation record) {
            return representation(record, receipt, trail);
        }
        if (answer instanceof AccessResponse.Unchanged unchanged) {
            return Response.notModified().header(HttpHeaders.ETAG, unchanged.etag());
        }
        if (answer instanceof AccessResponse.Done) {
            return Response.noContent();
        }
        if (answer instanceof AccessResponse.Document document) {
            byte[] bytes = document.bytes();
            return Response.ok(body(bytes, trail), document.mediaType())
                    .header(HttpHeaders.CONTENT_LENGTH, bytes.length);
        }
        return problem((AccessResponse.Refusal) answer, receipt.id().toString(), trail);
    }

    private static ResponseBuilder export(AccessResponse.Export export, AuditReceipt receipt) {
        StreamingOutput body = output -> export.stream().write(export, receipt, output);
        ContentCoding coding = export.stream().coding();
        ResponseBuilder response = Response.ok(body, NDJSON).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return coding == ContentCoding.IDENTITY
                ? response
                : response.header(HttpHeaders.CONTENT_ENCODING, coding.written());
    }

    /** Lets one chunk of an export out. INVARIANT: the receipt is that of this very chunk (P3). */
    public static void chunk(ExportChunk chunk, AuditReceipt receipt, AccessTrace trail, OutputStream out)
            throws IOException {
        if (!receipt.id().equals(trail.auditId())) {
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
            AccessResponse.Refusal refusal, Optional<AuditReceipt> receipt, AccessTrace trail, OutputStream out)
            throws IOException {
        Problem problem = receipt.map(
                        recorded -> problemBody(refusal, recorded.id().toString(), trail))
                .orElseGet(() -> problemBody(
                        (AccessResponse.Refusal) AccessResponse.refused(ProblemCode.AUDIT_UNAVAILABLE), "", trail));
        out.write("{\"problem\":".getBytes(UTF_8));
        out.write(bytes(problem));
        out.write("}\n".getBytes(UTF_8));
        out.flush();
    }

    private static Problem problemBody(AccessResponse.Refusal refusal, String auditId, AccessTrace trail) {
        return Problem.of(refusal.code(), auditId, trail.call().trace().orElse(""))
                .violating(refusal.violated())
                .suggesting(refusal.indexedFields())
                .about(refusal.part());
    }

    private static ReleasedBody body(RedactedBody body, AuditReceipt receipt, AccessTrace trail) {
        return new ReleasedBody(requester(trail), body.size(), out -> body.writeTo(receipt, out));
    }

    private static ReleasedBody body(byte[] bytes, AccessTrace trail) {
        return new ReleasedBody(requester(trail), bytes.length, out -> out.write(bytes));
    }

    private static AdmissionKey requester(AccessTrace trail) {
        return trail.principal().map(AdmissionKey::of).orElse(AdmissionKey.NOBODY);
    }

    private static ResponseBuilder representation(
            AccessResponse.Representation record, AuditReceipt receipt, AccessTrace trail) {
        ResponseBuilder response = Response.status(record.location().isPresent() ? 201 : 200)
                .entity(body(record.body(), receipt, trail))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, record.body().size())
                .header(HttpHeaders.ETAG, record.etag());
        record.location().ifPresent(location -> response.header(HttpHeaders.LOCATION, location));
        return response;
    }

    private static ResponseBuilder problem(AccessResponse.Refusal refusal, String auditId, AccessTrace trail) {
        byte[] bytes = bytes(problemBody(refusal, auditId, trail));
        ResponseBuilder response = Response.status(refusal.code().status())
                .type(Problem.MEDIA_TYPE)
                .entity(body(bytes, trail))
                .header(HttpHeaders.CONTENT_LENGTH, bytes.length);
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

    private static ResponseBuilder headers(ResponseBuilder response, AccessTrace trail) {
        response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Authorization")
                .header("X-Content-Type-Options", "nosniff");
        trail.revision().ifPresent(revision -> response.header("Metagate-Policy-Revision", revision.digest()));
        if (!trail.limits().isEmpty()) {
            response.header("RateLimit-Policy", RateLimitHeaders.policy(trail.limits()))
                    .header("RateLimit", RateLimitHeaders.remaining(trail.limits()));
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
