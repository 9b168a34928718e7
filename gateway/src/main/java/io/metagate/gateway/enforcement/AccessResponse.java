package io.metagate.gateway.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metagate.gateway.limit.RateLimitResult;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.StoreRejection;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.redaction.RedactedBody;
import io.metagate.policy.redaction.write.DisclosureCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be answered once the audit log holds it. INVARIANT: each kind says what it discloses of records; the audit
 * log tells of nothing else (P3).
 */
public sealed interface AccessResponse {

    /** What it discloses of records; empty if nothing. */
    Optional<Disclosure> disclosure();

    /** The problem that it is; empty if it is none. */
    Optional<Refusal> refusal();

    /** Gives back what it holds to be sent, where no byte of it is. Only a stream holds anything. */
    default void abandon() {}

    /** Does what the visitor does with answers of its kind. */
    <R> R accept(ResponseVisitor<R> visitor);

    /**
     * What an answer tells of records.
     *
     * @param counts how much of what
     * @param bytes how many bytes of it leave
     * @param body what leaves, if it is made of records
     */
    record Disclosure(DisclosureCounts counts, long bytes, Optional<RedactedBody> body) {

        private static Optional<Disclosure> of(DisclosureCounts counts, RedactedBody body) {
            return Optional.of(new Disclosure(counts, body.size(), Optional.of(body)));
        }
    }

    /** Any answer but a problem. */
    sealed interface Answer extends AccessResponse {
        @Override
        default Optional<Refusal> refusal() {
            return Optional.empty();
        }
    }

    /**
     * Records, redacted.
     *
     * @param counts what is in them
     */
    record Records(RedactedBody body, DisclosureCounts counts) implements Answer {
        @Override
        public Optional<Disclosure> disclosure() {
            return Disclosure.of(counts, body);
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.records(this);
        }
    }

    /**
     * A chunk of an export, redacted.
     *
     * @param stream the export that it is a part of
     */
    record Export(ExportChunk chunk, StreamedExport stream) implements Answer {
        @Override
        public Optional<Disclosure> disclosure() {
            return Disclosure.of(chunk.counts(), chunk.body());
        }

        @Override
        public void abandon() {
            stream.abandon();
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.export(this);
        }
    }

    /**
     * One record, redacted.
     *
     * @param counts what is in it
     * @param etag what tells this form of it from others
     * @param location where it is, if it was just made
     */
    record Representation(RedactedBody body, DisclosureCounts counts, String etag, Optional<String> location)
            implements Answer {

        /** The same, just made at that place. */
        public Representation at(String place) {
            return new Representation(body, counts, etag, Optional.of(place));
        }

        @Override
        public Optional<Disclosure> disclosure() {
            return Disclosure.of(counts, body);
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.representation(this);
        }
    }

    /**
     * That one record is as the caller has it; says as much of the record as the record itself would.
     *
     * @param counts what is in it
     * @param etag what tells this form of it from others
     */
    record Unchanged(DisclosureCounts counts, String etag) implements Answer {
        @Override
        public Optional<Disclosure> disclosure() {
            return Optional.of(new Disclosure(counts, 0, Optional.empty()));
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.unchanged(this);
        }
    }

    /** That something was done, of which there is nothing to say. */
    record Done() implements Answer {
        @Override
        public Optional<Disclosure> disclosure() {
            return Optional.empty();
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.done(this);
        }
    }

    /**
     * Something that is not made of records of the store.
     *
     * @param mediaType the body's media type
     * @param counts what it tells of records all the same; absent if nothing
     */
    record Document(String body, String mediaType, Optional<DisclosureCounts> counts) implements Answer {

        /** One that tells nothing of records. */
        public Document(String body, String mediaType) {
            this(body, mediaType, Optional.empty());
        }

        /** The bytes of the body. */
        public byte[] bytes() {
            return body.getBytes(UTF_8);
        }

        @Override
        public Optional<Disclosure> disclosure() {
            return counts.map(told -> new Disclosure(told, bytes().length, Optional.empty()));
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.document(this);
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

        @Override
        public Optional<Disclosure> disclosure() {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(this);
        }

        @Override
        public <R> R accept(ResponseVisitor<R> visitor) {
            return visitor.refusal(this);
        }
    }

    /** The answer where quotas are used up. */
    static AccessResponse limited(RateLimitResult.Exceeded exceeded) {
        return new Refusal(
                ProblemCode.QUOTA_EXCEEDED, exceeded.violated(), Optional.of(exceeded.retryAfter()), List.of());
    }

    /** The answer of that problem. */
    static Refusal refused(ProblemCode code) {
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
