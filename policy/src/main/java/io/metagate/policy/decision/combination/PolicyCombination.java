package io.metagate.policy.decision.combination;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.CompiledRestriction;
import io.metagate.policy.compiled.FieldCaps;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.plan.ReleaseTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Policies of one collection that apply together. What is the same for every request that they apply to is made once.
 *
 * @param names the names of the policies, in order
 * @param collection the collection
 * @param permits the permits, in the order of their names, with no more than the restricts let them grant
 * @param table what they release
 */
public record PolicyCombination(
        List<String> names, Collection collection, List<CompiledPermit> permits, ReleaseTable table) {

    /** What is unique to it. */
    public List<String> key() {
        return Stream.concat(Stream.of(collection.name()), names.stream()).toList();
    }

    /** The permit of that name, which is one of them. */
    public CompiledPermit named(String name) {
        return permits.stream()
                .filter(permit -> permit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The combination of the selected policies, among which there is a permit. */
    static PolicyCombination of(ApplicablePolicies selected, PseudonymKeys keys) {
        FieldCaps caps = FieldCaps.of(selected.restrictions());
        List<CompiledPermit> capped = selected.permits().stream()
                .map(scoped -> scoped.permit().cappedBy(caps))
                .toList();
        Collection collection = capped.get(0).collection();
        ReleaseTable table = ReleaseTable.of(
                collection, capped.stream().map(CompiledPermit::release).toList(), keys);
        List<String> names = Stream.concat(
                        capped.stream().map(CompiledPermit::name),
                        selected.restrictions().stream().map(CompiledRestriction::name))
                .sorted()
                .toList();
        return new PolicyCombination(names, collection, capped, table);
    }
}
