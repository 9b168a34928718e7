package io.metagate.store.index;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.ScalarValue;
import io.metagate.policy.request.SortKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The indexes of a collection that have all of its records. INVARIANT: what is said here of a filter depends on its
 * form, and on no value in it but null and the empty prefix.
 */
public record CollectionIndexes(List<CollectionIndex> all) {

    /** What every collection has: the index of the identifiers. */
    public static final CollectionIndexes OF_ANY_COLLECTION = new CollectionIndexes(
            List.of(new CollectionIndex(List.of(new IndexKey(FieldPath.ID, IndexKey.Order.ASCENDING)), true)));

    public CollectionIndexes {
        all = List.copyOf(all);
    }

    /**
     * Whether the store can find the records of the filter without reading all others; a filter that says nothing
     * leaves none to find.
     */
    public boolean canFind(Predicate filter) {
        return filter.uses().findAny().isEmpty() || narrow(filter);
    }

    /**
     * Whether the store can give the first records of the filter in that order without reading all others. One index
     * must do both: with two of them the store has the choice between sorting all records of the filter, and reading
     * those of the order until enough are of the filter. The order by the identifier alone is that of queries without a
     * sort, and costs no more than they do.
     */
    public boolean canSort(Predicate filter, TotalOrder order) {
        boolean usual = order.keys().size() == 1;
        return identify(filter)
                || all.stream()
                        .filter(index -> usual || new CollectionIndexes(List.of(index)).canFind(filter))
                        .anyMatch(index -> index.yields(order.keys(), fixed(filter)));
    }

    /** The fields by which a filter can find records, with the kinds of conditions that do. */
    public List<Access> accesses() {
        return all.stream()
                .map(CollectionIndex::leading)
                .distinct()
                .sorted()
                .map(path -> new Access(
                        path,
                        Stream.of(FilterKind.values())
                                .filter(kind -> finds(path, kind))
                                .collect(Collectors.toUnmodifiableSet())))
                .toList();
    }

    /** The fields that an order of the filter's records can begin with, as far as indexes go. */
    public List<FieldPath> orders(Predicate filter) {
        return all.stream()
                .flatMap(index -> index.keys().stream())
                .map(IndexKey::path)
                .distinct()
                .sorted()
                .filter(path -> canSort(filter, TotalOrder.of(List.of(new SortKey(path, false)))))
                .toList();
    }

    private boolean narrow(Predicate filter) {
        if (filter instanceof Predicate.And and) {
            return and.parts().stream().anyMatch(this::narrow);
        }
        if (filter instanceof Predicate.Or or) {
            return or.parts().stream().allMatch(this::narrow);
        }
        if (filter instanceof Predicate.AnyElement any) {
            return narrowElements(any.part());
        }
        return narrowsByValue(filter);
    }

    /** A store cannot be relied on to look up alternatives within one element. */
    private boolean narrowElements(Predicate part) {
        if (part instanceof Predicate.And and) {
            return and.parts().stream().anyMatch(this::narrowElements);
        }
        return part instanceof Predicate.AnyElement any ? narrowElements(any.part()) : narrowsByValue(part);
    }

    private boolean narrowsByValue(Predicate test) {
        if (test instanceof Predicate.StartsWith prefix && prefix.prefix().isEmpty()) {
            return false;
        }
        if (test instanceof Predicate.OfType typed) {
            return typed.types().standApart() && finds(typed.path(), FilterKind.RANGE);
        }
        boolean simple = test instanceof Predicate.Compare
                || test instanceof Predicate.In
                || test instanceof Predicate.StartsWith;
        return simple && test.uses().allMatch(use -> finds(use.path(), use.kind()));
    }

    private boolean finds(FieldPath path, FilterKind kind) {
        return all.stream().anyMatch(index -> index.finds(path, kind));
    }

    /** Whether the filter lists values that at most as many records have: those may be put in any order. */
    private boolean identify(Predicate filter) {
        if (filter instanceof Predicate.And and) {
            return and.parts().stream().anyMatch(this::identify);
        }
        return (comparesWithOne(filter) || listsValues(filter))
                && filter.uses().allMatch(use -> all.stream().anyMatch(index -> index.identifiesBy(use.path())));
    }

    /** The fields that all records of the filter have one value at. */
    private static Set<FieldPath> fixed(Predicate filter) {
        if (filter instanceof Predicate.And and) {
            return and.parts().stream().flatMap(part -> fixed(part).stream()).collect(Collectors.toUnmodifiableSet());
        }
        return comparesWithOne(filter)
                ? filter.uses().map(FilterUse::path).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Null is the value of records without the field, too, which an index may keep apart. */
    private static boolean comparesWithOne(Predicate filter) {
        return filter instanceof Predicate.Compare compare
                && compare.relation() == Predicate.Relation.EQUAL
                && !(compare.value() instanceof ScalarValue.Null);
    }

    private static boolean listsValues(Predicate filter) {
        return filter instanceof Predicate.In in && !in.values().contains(new ScalarValue.Null());
    }

    /**
     * A field by which records can be found.
     *
     * @param path the field
     * @param kinds the kinds of conditions on it that find them
     */
    public record Access(FieldPath path, Set<FilterKind> kinds) {

        public Access {
            kinds = Set.copyOf(kinds);
        }
    }
}
