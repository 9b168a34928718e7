package io.metagate.audit;

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
 * @param asker who asked
 * @param request what was asked for
 * @param verdict what became of it
 * @param disclosure what was disclosed; nothing unless the outcome is {@link Outcome#RELEASED}
 * @param limits what is left of each limit afterwards, by the limit's name
 * @param origin where the record was made
 * @param export the part of an export that it tells of, if it does
 */
public record AuditRecord(
        UUID id,
        Asker asker,
        Request request,
        Verdict verdict,
        Disclosure disclosure,
        Map<String, Long> limits,
        Origin origin,
        Optional<ExportPart> export) {

    public AuditRecord {
        if (id.version() != 7 || id.variant() != 2) {
            throw new IllegalArgumentException("the id of an audit record is a UUIDv7");
        }
        if (verdict.outcome() != Outcome.RELEASED && !disclosure.equals(Disclosure.nothing())) {
            throw new IllegalArgumentException("only what is released is disclosed");
        }
        export.ifPresent(part -> requireEnd(part, verdict, disclosure));
        TreeMap<String, Long> sorted = new TreeMap<>();
        limits.forEach((name, left) -> {
            Token.NAME.require("limit", name);
            sorted.put(name, Count.require("units left", left));
        });
        limits = Collections.unmodifiableSortedMap(sorted);
    }

    /** A record of what is no part of an export. */
    public AuditRecord(
            UUID id,
            Asker asker,
            Request request,
            Verdict verdict,
            Disclosure disclosure,
            Map<String, Long> limits,
            Origin origin) {
        this(id, asker, request, verdict, disclosure, limits, origin, Optional.empty());
    }

    private static void requireEnd(ExportPart part, Verdict verdict, Disclosure disclosure) {
        if (part instanceof ExportPart.End end) {
            boolean failed = end.manner() == ExportPart.Manner.FAILED;
            if (failed == (verdict.outcome() == Outcome.RELEASED) || !disclosure.equals(Disclosure.nothing())) {
                throw new IllegalArgumentException(
                        "the end of an export discloses nothing, and is what its outcome is");
            }
        }
    }

    /** When the access was: the milliseconds of the id, so that order by id is order by time. */
    public Instant time() {
        return UuidV7.time(id);
    }
}
