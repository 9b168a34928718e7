package io.metagate.audit;

import io.metagate.audit.json.ExactCount;
import io.metagate.audit.text.TextFormat;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What one access was. Holds pseudonyms, tags and ciphertext where the access had personal data (P7).
 *
 * @param id UUIDv7 of the access, unique over all replicas
 * @param actor who asked
 * @param request what was asked for
 * @param decision what became of it
 * @param disclosure what was disclosed; nothing unless the outcome is {@link AccessResult#RELEASED}
 * @param limits what is left of each limit afterwards, by the limit's name
 * @param origin where the record was made
 * @param part what it is a part of, if of more than one record
 */
public record AuditRecord(
        UUID id,
        Actor actor,
        RequestSummary request,
        AccessDecision decision,
        DisclosureSummary disclosure,
        Map<String, Long> limits,
        RecordOrigin origin,
        Optional<RelatedRecord> part) {

    public AuditRecord {
        if (id.version() != 7 || id.variant() != 2) {
            throw new IllegalArgumentException("the id of an audit record is a UUIDv7");
        }
        if (decision.outcome() != AccessResult.RELEASED && !disclosure.equals(DisclosureSummary.nothing())) {
            throw new IllegalArgumentException("only what is released is disclosed");
        }
        Requirement requirement = new Requirement(decision.outcome(), disclosure.equals(DisclosureSummary.nothing()));
        part.map(related -> related.accept(requirement))
                .orElseGet(requirement::alone)
                .ifPresent(fault -> {
                    throw new IllegalArgumentException(fault);
                });
        TreeMap<String, Long> sorted = new TreeMap<>();
        limits.forEach((name, left) -> {
            TextFormat.NAME.require("limit", name);
            sorted.put(name, ExactCount.require("units left", left));
        });
        limits = Collections.unmodifiableSortedMap(sorted);
    }

    /** A record that stands alone. */
    public AuditRecord(
            UUID id,
            Actor actor,
            RequestSummary request,
            AccessDecision decision,
            DisclosureSummary disclosure,
            Map<String, Long> limits,
            RecordOrigin origin) {
        this(id, actor, request, decision, disclosure, limits, origin, Optional.empty());
    }

    /** When the access was: the milliseconds of the id, so that order by id is order by time. */
    public Instant time() {
        return UuidV7.time(id);
    }

    /**
     * What must be true of a record that is a part of something; the answer says what is not.
     *
     * @param nothing whether it discloses nothing
     */
    private record Requirement(AccessResult outcome, boolean nothing)
            implements RelatedRecord.RelatedRecordVisitor<Optional<String>> {

        Optional<String> alone() {
            return outcome == AccessResult.INTENDED ? Optional.of("what is intended is a write") : Optional.empty();
        }

        @Override
        public Optional<String> write(WriteLink write) {
            return Optional.empty();
        }

        @Override
        public Optional<String> chunk(ExportPart.Chunk chunk) {
            return alone();
        }

        @Override
        public Optional<String> end(ExportPart.End end) {
            boolean failed = end.manner() == ExportPart.Manner.FAILED;
            boolean sound = failed != (outcome == AccessResult.RELEASED) && nothing;
            return alone().or(() -> sound
                    ? Optional.empty()
                    : Optional.of("the end of an export discloses nothing, and is what its outcome is"));
        }
    }
}
