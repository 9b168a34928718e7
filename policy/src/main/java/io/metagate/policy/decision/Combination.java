package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.redaction.PseudonymKeys;
import io.metagate.policy.redaction.ReleaseTable;
import java.util.List;

/**
 * Permits of one collection that apply together. What is the same for every request that they apply to is made once.
 *
 * @param names the names of the permits, in order
 * @param collection the collection
 * @param table what they release
 */
record Combination(List<String> names, Collection collection, ReleaseTable table) {

    /** The combination of these permits, which are in the order of their names and at least one. */
    static Combination of(List<CompiledPermit> permits, PseudonymKeys keys) {
        Collection collection = permits.get(0).collection();
        ReleaseTable table = ReleaseTable.of(
                collection, permits.stream().map(CompiledPermit::release).toList(), keys);
        return new Combination(permits.stream().map(CompiledPermit::name).toList(), collection, table);
    }
}
