package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.StoreRejection;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.redaction.RedactedBody;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is to be answered once the audit log holds it. */
public sealed interface AccessResponse {

    /** Records, redacted. */
    record Records(RedactedBody body) implements AccessResponse {}

    /**
     * A chunk of an export, redacted.
     *
     * @param stream the export that it is a part of
     */
    record Export(ExportChunk chunk, StreamedExport stream) implements AccessResponse {}

    /**
     * One record, redacted.
     *
     * @param etag what tells this form of it from others
     * @param location where it is, if it was just made
     */
    record Representation(RedactedBody body, String etag, Optional<String> location) implements AccessResponse {

        /** The same, just made at that place. */
        public Representation at(String place) {
            return new Representation(body, etag, Optional.of(place));
        }
    }

    /** That one record is as the caller has it; says as much of the record as the record itself would. */
    record Unchanged(String etag) implements AccessResponse {}

    /** That something was done, of which there is nothing to say. */
    record Done() implements AccessResponse {}

    /**
     * Something that is not made of records of the store.
     *
     * @param mediaType the body's media type
     */
    record Document(String body, String mediaType) implements AccessResponse {

        /** The bytes of the body. */
        public byte[] bytes() {
            return body.getBytes(UTF_8);
        }
    }

    /**
     * A problem.
     *
     * @param violated the names of exceeded quotas; none for other problems
     * @param retryAfter when to ask again, if that helps
     * @param indexedFields what the principal may use instead, where the cost guard refuses
     * @param part which part of the request is not of the documented form, where that is known
     */
    record Refusal(
            ProblemCode code,
            List<String> violated,
            Optional<Duration> retryAfter,
            List<String> indexedFields,
            InvalidPart part)
            implements AccessResponse {
        public Refusal {
            violated = List.copyOf(violated);
            indexedFields = List.copyOf(indexedFields);
        }

        public Refusal(
                ProblemCode code, List<String> violated, Optional<Duration> retryAfter, List<String> indexedFields) {
            this(code, violated, retryAfter, indexedFields, InvalidPart.NONE);
        }
    }

    /** The answer where quotas are used up. */
    static AccessResponse limited(RateLimitResult.Exceeded exceeded) {
        return new Refusal(
                ProblemCode.QUOTA_EXCEEDED, exceeded.violated(), Optional.of(exceeded.retryAfter()), List.of());
    }

    /** The answer of that problem. */
    static AccessResponse refused(ProblemCode code) {
        Optional<Duration> retry = code.status() == 503 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
        return new Refusal(code, List.of(), retry, List.of());
    }

    /** The answer where the store did not do what it was asked. */
    static AccessResponse failed(StoreUnavailable e) {
        if (e instanceof StoreRejection rejection) {
            return refused(rejection.unauthorized() ? ProblemCode.STORE_NOT_AUTHORIZED : ProblemCode.STORE_UNSUPPORTED);
        }
        return refused(ProblemCode.STORE_UNAVAILABLE);
    }

    /** The answer where the cost guard refuses, with the fields that the principal may use instead. */
    static AccessResponse unindexed(ProblemCode code, List<String> fields) {
        return new Refusal(code, List.of(), Optional.empty(), fields);
    }

    /** The answer where a part of the request is not of the documented form. */
    static AccessResponse invalid(ProblemCode code, InvalidPart part) {
        return new Refusal(code, List.of(), Optional.empty(), List.of(), part);
    }
}
