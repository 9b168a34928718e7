package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.path.FieldPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of each collection that have one value in a record, since the rows, sorts or counts of some permit go by
 * it. INVARIANT: nobody writes several values there: a record would be in the reach of several who may not know of each
 * other, and would have no place in an order.
 */
public final class SingleValuedFields {

    private final Map<String, Set<FieldPath>> byCollection = new HashMap<>();

    public SingleValuedFields(List<CompiledPermit> permits) {
        for (CompiledPermit permit : permits) {
            Set<FieldPath> fields =
                    byCollection.computeIfAbsent(permit.collection().name(), name -> new HashSet<>());
            permit.rows().stream().flatMap(SingleValuedFields::compared).forEach(fields::add);
            permit.rights().forEach((path, rights) -> {
                if (rights.uses().sort() || rights.uses().group()) {
                    fields.add(path);
                }
            });
        }
    }

    /** Those of that collection. */
    public Set<FieldPath> of(String collection) {
        return Set.copyOf(byCollection.getOrDefault(collection, Set.of()));
    }

    /** What is compared of a whole record: rows that speak of elements expect several values. */
    private static Stream<FieldPath> compared(RowFilterTemplate rows) {
        if (rows instanceof RowFilterTemplate.All all) {
            return all.parts().stream().flatMap(SingleValuedFields::compared);
        }
        if (rows instanceof RowFilterTemplate.Any any) {
            return any.parts().stream().flatMap(SingleValuedFields::compared);
        }
        if (rows instanceof RowFilterTemplate.Not not) {
            return compared(not.part());
        }
        return rows instanceof RowFilterTemplate.Compared comparison ? Stream.of(comparison.path()) : Stream.empty();
    }
}
