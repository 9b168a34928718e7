package io.metagate.store.index;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
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
        return filter.uses().findAny().isEmpty() || filter.accept(new FilterLookup(this::finds, false));
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

    private boolean finds(FieldPath path, FilterKind kind) {
        return all.stream().anyMatch(index -> index.finds(path, kind));
    }

    /** Whether the filter lists values that at most as many records have: those may be put in any order. */
    private boolean identify(Predicate filter) {
        return RequiredTests.of(filter).filter(RequiredTests::listsValues).anyMatch(test -> all.stream()
                .anyMatch(index -> index.identifiesBy(test.path())));
    }

    /** The fields that all records of the filter have one value at: null may be kept apart from nothing. */
    private static Set<FieldPath> fixed(Predicate filter) {
        return RequiredTests.of(filter)
                .filter(RequiredTests::asksForOneValue)
                .map(Predicate.FieldTest::path)
                .collect(Collectors.toUnmodifiableSet());
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
