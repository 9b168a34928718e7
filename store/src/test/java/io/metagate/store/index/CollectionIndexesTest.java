package io.metagate.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Predicate.Relation;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CollectionIndexesTest {

    private static final CollectionIndex ID = unique("_id");
    private static final CollectionIndex REGION = index("region", "createdAt", "_id");
    private static final CollectionIndex EMAIL = index("#email");
    private static final CollectionIndex NAME = unique("name");
    private static final CollectionIndex DEVICE = index("devices.os", "-devices.seen");
    private static final CollectionIndexes INDEXES = new CollectionIndexes(List.of(ID, REGION, EMAIL, NAME, DEVICE));

    @Test
    void findsByTheLeadingFieldOfAnIndexOnly() {
        assertThat(INDEXES.canFind(equal("region"))).isTrue();
        assertThat(INDEXES.canFind(equal("createdAt"))).isFalse();
        assertThat(INDEXES.canFind(equal("phone"))).isFalse();
        assertThat(INDEXES.canFind(equal("devices"))).isFalse();
        assertThat(INDEXES.canFind(equal("region.name"))).isFalse();
    }

    @Test
    void findsWithEveryConditionThatNamesValuesOrARange() {
        for (Relation relation : Relation.values()) {
            assertThat(INDEXES.canFind(new Predicate.Compare(path("region"), relation, new ScalarValue.Text("eu"))))
                    .as("%s", relation)
                    .isTrue();
        }
        assertThat(INDEXES.canFind(in("region"))).isTrue();
        assertThat(INDEXES.canFind(new Predicate.StartsWith(path("region"), "e")))
                .isTrue();
        assertThat(INDEXES.canFind(new Predicate.Compare(path("region"), Relation.EQUAL, new ScalarValue.Null())))
                .isTrue();
    }

    @Test
    void findsNothingByWhatDeniesOrOnlyAsksForPresence() {
        assertThat(INDEXES.canFind(new Predicate.Not(equal("region")))).isFalse();
        assertThat(INDEXES.canFind(new Predicate.Not(in("region")))).isFalse();
        assertThat(INDEXES.canFind(new Predicate.Exists(path("region")))).isFalse();
        assertThat(INDEXES.canFind(new Predicate.Not(new Predicate.Exists(path("region")))))
                .isFalse();
        assertThat(INDEXES.canFind(new Predicate.StartsWith(path("region"), "")))
                .isFalse();
    }

    @Test
    void findsByAHashOnlyWhatIsEqual() {
        assertThat(INDEXES.canFind(equal("email"))).isTrue();
        assertThat(INDEXES.canFind(in("email"))).isTrue();
        assertThat(INDEXES.canFind(above("email"))).isFalse();
        assertThat(INDEXES.canFind(new Predicate.StartsWith(path("email"), "jane")))
                .isFalse();
    }

    @Test
    void findsTypesThatAnIndexHasApart() {
        CollectionIndexes indexes = new CollectionIndexes(List.of(index("a"), index("#h")));

        assertThat(indexes.canFind(drifted("a", FieldType.DATE))).isTrue();
        assertThat(indexes.canFind(drifted("a", FieldType.INT))).isFalse();
        assertThat(indexes.canFind(drifted("h", FieldType.DATE))).isFalse();
        assertThat(indexes.canFind(new Predicate.OfType(path("a"), StoredTypes.atFieldOf(FieldType.DATE))))
                .isFalse();
    }

    @Test
    void takesAnyPartOfAConjunctionAndNeedsAllPartsOfADisjunction() {
        assertThat(INDEXES.canFind(and(equal("phone"), equal("region")))).isTrue();
        assertThat(INDEXES.canFind(and(equal("phone"), equal("plan")))).isFalse();
        assertThat(INDEXES.canFind(or(equal("email"), equal("region")))).isTrue();
        assertThat(INDEXES.canFind(or(equal("phone"), equal("region")))).isFalse();
        assertThat(INDEXES.canFind(or(equal("region"), Predicate.all()))).isFalse();
        assertThat(INDEXES.canFind(and(equal("plan"), or(equal("_id"), and(equal("phone"), equal("email"))))))
                .isTrue();
        assertThat(INDEXES.canFind(or(equal("region"), new Predicate.Not(equal("region")))))
                .isFalse();
    }

    @Test
    void looksIntoTheElementsOfArraysAndAtNoAlternativesThere() {
        Predicate linux = equal("devices.os");
        Predicate seen = equal("devices.seen");

        assertThat(INDEXES.canFind(element("devices", and(seen, linux)))).isTrue();
        assertThat(INDEXES.canFind(element("devices", seen))).isFalse();
        assertThat(INDEXES.canFind(element("devices", or(linux, linux)))).isFalse();
        assertThat(INDEXES.canFind(element("devices", new Predicate.Not(linux))))
                .isFalse();
        assertThat(INDEXES.canFind(element("region", above("region")))).isTrue();
    }

    @Test
    void findsTheFirstRecordsOfNoFilterAndNoneOfNothing() {
        assertThat(INDEXES.canFind(Predicate.all())).isTrue();
        assertThat(INDEXES.canFind(Predicate.none())).isTrue();
        assertThat(INDEXES.canFind(and(Predicate.all(), Predicate.all()))).isTrue();
    }

    @Test
    void sortsByAnIndexThatEndsWithTheIdentifier() {
        assertThat(sorts(Predicate.all(), "region", "createdAt")).isTrue();
        assertThat(sorts(Predicate.all(), "-region", "-createdAt")).isTrue();
        assertThat(sorts(Predicate.all(), "-region", "createdAt")).isFalse();
        assertThat(sorts(Predicate.all(), "region")).isFalse();
        assertThat(sorts(Predicate.all(), "createdAt")).isFalse();
        assertThat(sorts(Predicate.all(), "_id")).isTrue();
        assertThat(sorts(Predicate.all(), "-_id", "phone")).isTrue();
        assertThat(sorts(Predicate.all(), "email")).isFalse();
        assertThat(sorts(Predicate.all(), "name"))
                .as("unique, and not told that")
                .isFalse();
    }

    @Test
    void sortsBehindFieldsThatTheFilterFixes() {
        assertThat(sorts(equal("region"), "createdAt")).isTrue();
        assertThat(sorts(equal("region"), "-createdAt")).isTrue();
        assertThat(sorts(equal("region"), "-region", "createdAt")).isTrue();
        assertThat(sorts(and(equal("phone"), equal("region")), "createdAt")).isTrue();
        assertThat(sorts(and(equal("createdAt"), equal("region")), "_id")).isTrue();
        assertThat(sorts(in("region"), "createdAt")).isFalse();
        assertThat(sorts(above("region"), "createdAt")).isFalse();
        assertThat(sorts(or(equal("region"), equal("region")), "createdAt")).isFalse();
        assertThat(sorts(new Predicate.Not(equal("region")), "createdAt")).isFalse();
        assertThat(sorts(new Predicate.Compare(path("region"), Relation.EQUAL, new ScalarValue.Null()), "createdAt"))
                .isFalse();
    }

    @Test
    void needsOneIndexForTheFilterAndTheOrder() {
        CollectionIndexes apart = new CollectionIndexes(List.of(ID, index("region"), index("createdAt", "_id")));
        TotalOrder byTime = TotalOrder.of(List.of(new SortKey(path("createdAt"), false)));

        assertThat(apart.canSort(Predicate.all(), byTime)).isTrue();
        assertThat(apart.canSort(above("createdAt"), byTime)).isTrue();
        assertThat(apart.canSort(and(equal("region"), above("createdAt")), byTime))
                .isTrue();
        assertThat(apart.canSort(equal("region"), byTime)).isFalse();
        assertThat(apart.canSort(or(equal("region"), above("createdAt")), byTime))
                .isFalse();
        assertThat(apart.canSort(equal("region"), TotalOrder.of(List.of())))
                .as("as without a sort")
                .isTrue();
        assertThat(INDEXES.canSort(equal("region"), byTime)).isTrue();
    }

    @Test
    void sortsTheFewRecordsThatAFilterIdentifies() {
        assertThat(sorts(equal("name"), "phone")).isTrue();
        assertThat(sorts(and(in("_id"), above("region")), "phone", "-plan")).isTrue();
        assertThat(sorts(above("_id"), "phone")).isFalse();
        assertThat(sorts(equal("email"), "phone")).as("not unique").isFalse();
        assertThat(sorts(or(equal("_id"), equal("phone")), "phone")).isFalse();
    }

    @Test
    void tellsWhichFieldsThereAreInstead() {
        assertThat(INDEXES.accesses().stream().map(CollectionIndexes.Access::path))
                .containsExactly(path("_id"), path("devices.os"), path("email"), path("name"), path("region"));
        assertThat(INDEXES.accesses())
                .contains(new CollectionIndexes.Access(path("email"), Set.of(FilterKind.EXACT)))
                .contains(new CollectionIndexes.Access(
                        path("region"), Set.of(FilterKind.EXACT, FilterKind.RANGE, FilterKind.PREFIX)));
        assertThat(INDEXES.orders(Predicate.all())).containsExactly(path("_id"));
        assertThat(INDEXES.orders(equal("region"))).containsExactly(path("_id"), path("createdAt"));
    }

    private static boolean sorts(Predicate filter, String... keys) {
        List<SortKey> sort = Stream.of(keys)
                .map(key -> new SortKey(path(key.replaceFirst("^-", "")), key.startsWith("-")))
                .toList();
        return INDEXES.canSort(filter, TotalOrder.of(sort));
    }

    private static CollectionIndex unique(String path) {
        return new CollectionIndex(List.of(new IndexKey(path(path), IndexKey.Order.ASCENDING)), true);
    }

    private static CollectionIndex index(String... keys) {
        return new CollectionIndex(
                Stream.of(keys).map(CollectionIndexesTest::key).toList(), false);
    }

    private static IndexKey key(String written) {
        IndexKey.Order order =
                switch (written.charAt(0)) {
                    case '#' -> IndexKey.Order.HASHED;
                    case '-' -> IndexKey.Order.DESCENDING;
                    default -> IndexKey.Order.ASCENDING;
                };
        return new IndexKey(path(written.replaceFirst("^[#-]", "")), order);
    }

    private static Predicate drifted(String path, FieldType from) {
        return new Predicate.OfType(path(path), StoredTypes.driftedFrom(from));
    }

    private static Predicate equal(String path) {
        return new Predicate.Compare(path(path), Relation.EQUAL, new ScalarValue.Text("x"));
    }

    private static Predicate above(String path) {
        return new Predicate.Compare(path(path), Relation.GREATER, new ScalarValue.Text("x"));
    }

    private static Predicate in(String path) {
        return new Predicate.In(path(path), List.of(new ScalarValue.Text("x"), new ScalarValue.Text("y")));
    }

    private static Predicate element(String path, Predicate part) {
        return new Predicate.AnyElement(path(path), part);
    }

    private static Predicate and(Predicate... parts) {
        return new Predicate.And(List.of(parts));
    }

    private static Predicate or(Predicate... parts) {
        return new Predicate.Or(List.of(parts));
    }

    private static FieldPath path(String dotted) {
        return FieldPath.of(dotted);
    }
}
