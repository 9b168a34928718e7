package io.metagate.gateway.store.query;

import io.metagate.policy.request.KeysetPosition;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.SortKey;
import io.metagate.store.index.TotalOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/**
 * The order of a result and the places in it. Paging continues after the keys of the last record instead of counting
 * records, so that a page costs the same wherever it is. Records without a value at a key stand first, or last if the
 * key is descending; those with a value of another type than the declared one stand where the store's order of types
 * has them.
 */
public final class KeysetOrder {

    /** Stands below null, and is found so that it can be refused. */
    private static final BsonArray NO_VALUES = new BsonArray();

    private static final BsonDouble NOT_A_NUMBER = new BsonDouble(Double.NaN);

    private final List<SortKey> keys;

    /** The order by those keys, with ties broken by the identifier. */
    public KeysetOrder(List<SortKey> sort) {
        this.keys = TotalOrder.of(sort).keys();
    }

    public BsonDocument order() {
        BsonDocument order = new BsonDocument();
        keys.forEach(key -> order.append(key.path().dotted(), new BsonInt32(key.descending() ? -1 : 1)));
        return order;
    }

    /**
     * The filter for the records behind a position: they equal it in some keys and lie behind it in the next one. Every
     * alternative is a plain list of conditions, so that the store can take each from an index in its order.
     */
    public BsonDocument behind(KeysetPosition position) {
        return behind(position, keys.stream().map(this::anything).toList());
    }

    private Optional<TypeBracket> anything(SortKey key) {
        return Optional.of(key.descending() ? TypeBracket.LEAST : TypeBracket.MOST);
    }

    /** The filter for those of them that no key has beyond the values which a comparison with the position finds. */
    BsonDocument within(KeysetPosition position) {
        return behind(
                position,
                keys.stream().map(key -> Optional.<TypeBracket>empty()).toList());
    }

    /**
     * The filter for the records behind a position, where it is known how far they go.
     *
     * @param crossings for each key as {@link #crossing} says
     */
    BsonDocument behind(KeysetPosition position, List<Optional<TypeBracket>> crossings) {
        BsonArray cases = new BsonArray();
        BsonArray equal = new BsonArray();
        for (int i = 0; i < keys.size(); i++) {
            String path = keys.get(i).path().dotted();
            BsonValue value = MongoFilter.value(position.values().get(i));
            Optional<TypeBracket> furthest = crossings.get(i);
            List<BsonDocument> next =
                    keys.get(i).descending() ? below(path, value, furthest) : above(path, value, furthest);
            for (BsonDocument condition : next) {
                BsonArray parts = new BsonArray(equal);
                parts.add(condition);
                cases.add(new BsonDocument("$and", parts));
            }
            equal.add(MongoFilter.condition(path, "$eq", value));
        }
        return cases.isEmpty() ? MongoFilter.of(Predicate.none()) : new BsonDocument("$or", cases);
    }

    /** A comparison finds values of its own bracket only, and an order goes on in the next one. */
    private static List<BsonDocument> above(String path, BsonValue value, Optional<TypeBracket> furthest) {
        List<BsonDocument> cases = new ArrayList<>();
        if (!value.isNull()) {
            cases.add(MongoFilter.condition(path, "$gt", value));
        }
        furthest.ifPresent(most ->
                cases.add(MongoFilter.condition(path, "$type", bracket(value).above(most))));
        return cases;
    }

    private static List<BsonDocument> below(String path, BsonValue value, Optional<TypeBracket> furthest) {
        List<BsonDocument> cases = new ArrayList<>();
        if (!value.isNull()) {
            cases.add(MongoFilter.condition(path, "$lt", value));
            cases.add(MongoFilter.condition(path, "$eq", BsonNull.VALUE));
        }
        furthest.ifPresent(least -> beyond(path, bracket(value), least, cases));
        return cases;
    }

    private static void beyond(String path, TypeBracket from, TypeBracket least, List<BsonDocument> cases) {
        if (from == TypeBracket.NUMBER) {
            cases.add(MongoFilter.condition(path, "$eq", NOT_A_NUMBER));
        }
        BsonArray types = from.below(least);
        if (!types.isEmpty()) {
            cases.add(MongoFilter.condition(path, "$type", types));
        }
        if (least == TypeBracket.LEAST) {
            cases.add(MongoFilter.condition(path, "$eq", NO_VALUES));
        }
    }

    private static TypeBracket bracket(BsonValue value) {
        return TypeBracket.of(value).orElseThrow(() -> new IllegalArgumentException("not a value of a query"));
    }

    /**
     * Whether records may stand before the last one of the page that are not on it: in a descending order, values of
     * lower types stand before missing ones.
     */
    boolean skips(RecordPage page) {
        return keys.get(0).descending()
                && page.positionAfter(page.size()).values().get(0).isNull();
    }

    /** How many keys there are. */
    int size() {
        return keys.size();
    }

    /**
     * The filter for the records with something at the key of that number that equal the position in all keys before.
     */
    BsonDocument alike(int key, KeysetPosition position) {
        BsonDocument alike = new BsonDocument();
        for (int i = 0; i < key; i++) {
            alike.append(keys.get(i).path().dotted(), equal(position, i));
        }
        if (keys.get(key).descending()) {
            alike.append(keys.get(key).path().dotted(), new BsonDocument("$ne", BsonNull.VALUE));
        }
        return alike;
    }

    private static BsonDocument equal(KeysetPosition position, int key) {
        return new BsonDocument("$eq", MongoFilter.value(position.values().get(key)));
    }

    /** The order of those records that has first the one that stands last in this one. */
    BsonDocument reversed(int key) {
        return new BsonDocument(
                keys.get(key).path().dotted(), new BsonInt32(keys.get(key).descending() ? 1 : -1));
    }

    /** The field of the key of that number and no other. */
    BsonDocument projection(int key) {
        return new BsonDocument(keys.get(key).path().dotted(), new BsonInt32(1));
    }

    /**
     * As far as what bracket the order goes beyond the values that a comparison with the position finds; empty if it
     * does not. What is not a number is beyond all numbers in a descending order, as no comparison finds it.
     *
     * @param last the record that stands last in the order of those like the position
     */
    Optional<TypeBracket> crossing(int key, KeysetPosition position, BsonDocument last) {
        SortKey sort = keys.get(key);
        TypeBracket here = bracket(MongoFilter.value(position.values().get(key)));
        Optional<TypeBracket> furthest = standing(last, sort).flatMap(TypeBracket::of);
        if (furthest.isEmpty()) {
            return anything(sort);
        }
        int further = furthest.get().compareTo(here);
        boolean unlikeAny = further == 0
                && sort.descending()
                && standing(last, sort).filter(KeysetOrder::isNoNumber).isPresent();
        return unlikeAny || (sort.descending() ? further < 0 : further > 0) ? furthest : Optional.empty();
    }

    private static boolean isNoNumber(BsonValue value) {
        return (value.isDouble() && Double.isNaN(value.asDouble().getValue()))
                || (value.isDecimal128() && value.asDecimal128().getValue().isNaN());
    }

    private static Optional<BsonValue> standing(BsonDocument record, SortKey key) {
        try {
            return Optional.of(at(record, key.path().segments()));
        } catch (UnsortableRecords e) {
            return Optional.empty();
        }
    }

    /** Whether a position of this order has as many values. */
    public boolean fits(KeysetPosition position) {
        return position.values().size() == keys.size();
    }

    /**
     * The place right after the record.
     *
     * @throws UnsortableRecords if the record has several values at a key, or one that no query can hold
     */
    KeysetPosition after(BsonDocument document) {
        return new KeysetPosition(keys.stream()
                .map(key -> BsonScalar.value(at(document, key.path().segments())))
                .toList());
    }

    private static BsonValue at(BsonValue value, List<String> segments) {
        if (value.isArray()) {
            throw new UnsortableRecords();
        }
        if (segments.isEmpty()) {
            return value;
        }
        if (!value.isDocument()) {
            return BsonNull.VALUE;
        }
        BsonValue next = value.asDocument().get(segments.get(0), BsonNull.VALUE);
        return at(next, segments.subList(1, segments.size()));
    }
}
