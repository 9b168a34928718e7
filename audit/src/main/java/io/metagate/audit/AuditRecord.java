package io.metagate.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
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
 */
public record AuditRecord(
        UUID id,
        Asker asker,
        Request request,
        Verdict verdict,
        Disclosure disclosure,
        Map<String, Long> limits,
        Origin origin) {

    public AuditRecord {
        if (id.version() != 7 || id.variant() != 2) {
            throw new IllegalArgumentException("the id of an audit record is a UUIDv7");
        }
        if (verdict.outcome() != Outcome.RELEASED && !disclosure.equals(Disclosure.nothing())) {
            throw new IllegalArgumentException("only what is released is disclosed");
        }
        TreeMap<String, Long> sorted = new TreeMap<>();
        limits.forEach((name, left) -> {
            Token.NAME.require("limit", name);
            sorted.put(name, Count.require("units left", left));
        });
        limits = Collections.unmodifiableSortedMap(sorted);
    }

    /** When the access was: the milliseconds of the id, so that order by id is order by time. */
    public Instant time() {
        return UuidV7.time(id);
    }
}
