package io.metagate.gateway.enforcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metagate.gateway.evidence.AuditReceipt;
import io.metagate.gateway.limit.RateLimitHeaders;
import io.metagate.gateway.problem.Problem;
import io.metagate.gateway.problem.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;

/** Turns an answer into bytes. INVARIANT: takes the receipt of the audit log for all but the problem that says that there is none (P3). */
final class Release {

    private static final JsonMapper JSON = new JsonMapper();

    private Release() {}

    static Response answer(Answer answer, AuditReceipt receipt, Trail trail) {
        ResponseBuilder response = body(answer, receipt, trail);
        response.header("Metagate-Audit-Id", receipt.id());
        return headers(response, trail).build();
    }

    static Response unrecorded(Trail trail) {
        Answer.Refusal refusal = (Answer.Refusal) Answer.refused(ProblemCode.AUDIT_UNAVAILABLE);
        return headers(problem(refusal, "", trail), trail).build();
    }

    private static ResponseBuilder body(Answer answer, AuditReceipt receipt, Trail trail) {
        if (answer instanceof Answer.Records records) {
            StreamingOutput body = output -> records.body().writeTo(receipt, output);
            return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CONTENT_LENGTH, records.body().size());
        }
        if (answer instanceof Answer.Document document) {
            return Response.ok(document.bytes(), document.mediaType());
        }
        return problem((Answer.Refusal) answer, receipt.id().toString(), trail);
    }

    private static ResponseBuilder problem(Answer.Refusal refusal, String auditId, Trail trail) {
        Problem problem = Problem.of(
                        refusal.code(), auditId, trail.call().trace().orElse(""))
                .violating(refusal.violated())
                .suggesting(refusal.indexedFields());
        ResponseBuilder response = Response.status(refusal.code().status())
                .type(Problem.MEDIA_TYPE)
                .entity(bytes(problem));
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

    private static ResponseBuilder headers(ResponseBuilder response, Trail trail) {
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
