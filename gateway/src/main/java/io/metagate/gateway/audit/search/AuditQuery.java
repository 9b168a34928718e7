package io.metagate.gateway.audit.search;

import io.metagate.audit.UuidV7;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which records an auditor wants to see.
 *
 * @param filters what they have in common
 * @param from not older than that
 * @param to older than that
 * @param before older than the record of that id, which is the last of the page before
 * @param limit how many at most; a page may have fewer, see {@link AuditPage}
 */
public record AuditQuery(
        Map<AuditFilter, String> filters,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<UUID> before,
        int limit) {

    /** The most records of one page. */
    public static final int MOST = 1000;

    public AuditQuery {
        EnumMap<AuditFilter, String> copy = new EnumMap<>(AuditFilter.class);
        copy.putAll(filters);
        filters = Map.copyOf(copy);
        if (!filters.values().stream().allMatch(AuditQuery::isStorable)) {
            throw new IllegalArgumentException("no column can hold that text");
        }
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page of the audit log has 1 to " + MOST + " records");
        }
        from.ifPresent(UuidV7::lowest);
        to.ifPresent(UuidV7::lowest);
    }

    /** Whether PostgreSQL can compare with the text: without NUL, and with a form in UTF-8. */
    public static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** The newest records. */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
