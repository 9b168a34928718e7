package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterVisitor;
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
        return rows.accept(new ComparedPaths());
    }

    /** The paths of the comparisons that are not about elements. */
    private static final class ComparedPaths implements RowFilterVisitor<Stream<FieldPath>> {
        @Override
        public Stream<FieldPath> all(RowFilterTemplate.All all) {
            return all.parts().stream().flatMap(part -> part.accept(this));
        }

        @Override
        public Stream<FieldPath> any(RowFilterTemplate.Any any) {
            return any.parts().stream().flatMap(part -> part.accept(this));
        }

        @Override
        public Stream<FieldPath> not(RowFilterTemplate.Not not) {
            return not.part().accept(this);
        }

        @Override
        public Stream<FieldPath> anyElement(RowFilterTemplate.AnyElement any) {
            return Stream.empty();
        }

        @Override
        public Stream<FieldPath> compared(RowFilterTemplate.Compared compared) {
            return Stream.of(compared.path());
        }
    }
}
