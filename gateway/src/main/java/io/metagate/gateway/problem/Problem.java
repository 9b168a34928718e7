package io.metagate.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The body of a refusal (RFC 9457).
 *
 * @param violatedPolicies the limits that were exceeded; none for other problems
 * @param indexedFields the fields of the store's indexes that the principal may use instead; none for other problems
 * @param part which part of the request is not of the documented form, where that is known
 * @param auditId the audit record of this access; empty if it could not be recorded
 * @param traceId the trace that the request belongs to
 */
@JsonPropertyOrder({
    "type",
    "title",
    "status",
    "detail",
    "code",
    "violated-policies",
    "indexedFields",
    "part",
    "auditId",
    "traceId"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,

        @JsonProperty("violated-policies") List<String> violatedPolicies,

        List<String> indexedFields,
        @JsonUnwrapped InvalidPart part,
        String auditId,
        String traceId) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        violatedPolicies = List.copyOf(violatedPolicies);
        indexedFields = List.copyOf(indexedFields);
    }

    /** The problem of that code. */
    public static Problem of(ProblemCode code, String auditId, String traceId) {
        return new Problem(
                code.type(),
                code.title(),
                code.status(),
                code.detail(),
                code.code(),
                List.of(),
                List.of(),
                InvalidPart.NONE,
                auditId,
                traceId);
    }

    /** The same problem, with the limits that were exceeded. */
    public Problem violating(List<String> policies) {
        return new Problem(type, title, status, detail, code, policies, indexedFields, part, auditId, traceId);
    }

    /** The same problem, with fields that the principal may use instead. */
    public Problem suggesting(List<String> fields) {
        return new Problem(type, title, status, detail, code, violatedPolicies, fields, part, auditId, traceId);
    }

    /** The same problem, with the part of the request that it is about. */
    public Problem about(InvalidPart invalid) {
        return new Problem(
                type, title, status, detail, code, violatedPolicies, indexedFields, invalid, auditId, traceId);
    }
}
