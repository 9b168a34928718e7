package io.metagate.gateway.audit.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of the audit log, newest record first.
 *
 * @param leaves its records
 * @param next the id of its last record, before which the next page begins; empty if there are no more records
 */
public record AuditPage(List<StoredLeaf> leaves, Optional<UUID> next) {

    /** The most bytes of one page as it is answered, unless its only record is larger. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** The most bytes that an answer has for one record beside its leaf. */
    public static final int MAX_BYTES_BESIDE_LEAF = 96;

    /** The most bytes that an answer has beside its records. */
    public static final int MAX_BYTES_BESIDE_RECORDS = 96;

    public AuditPage {
        leaves = List.copyOf(leaves);
    }

    /** The page that ends with the last of these records. */
    static AuditPage of(List<StoredLeaf> leaves, boolean more) {
        return new AuditPage(
                leaves,
                more && !leaves.isEmpty()
                        ? Optional.of(leaves.get(leaves.size() - 1).id())
                        : Optional.empty());
    }
}
