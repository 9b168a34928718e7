package io.metagate.gateway.store;

import io.metagate.policy.request.Position;
import io.metagate.policy.request.SortKey;
import io.metagate.store.index.TotalOrder;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/**
 * The order of a result and the places in it. Paging continues after the keys of the last record instead of counting records, so that a page
 * costs the same wherever it is. Records without a value at a key stand first, or last if the key is descending; those with a value of another type than the
 * declared one stand where the store's order of types has them.
 */
final class Keyset {

    /** Stands below null, and is found so that it can be refused. */
    private static final BsonArray NO_VALUES = new BsonArray();

    private static final BsonDouble NOT_A_NUMBER = new BsonDouble(Double.NaN);

    private final List<SortKey> keys;

    /** The order by those keys, with ties broken by the identifier. */
    Keyset(List<SortKey> sort) {
        this.keys = TotalOrder.of(sort).keys();
    }

    BsonDocument order() {
        BsonDocument order = new BsonDocument();
        keys.forEach(key -> order.append(key.path().dotted(), new BsonInt32(key.descending() ? -1 : 1)));
        return order;
    }

    /**
     * The filter for the records behind a position: they equal it in some keys and lie behind it in the next one. Every alternative is a plain list of conditions,
     * so that the store can take each from an index in its order.
     */
    BsonDocument behind(Position position) {
        BsonArray cases = new BsonArray();
        BsonArray equal = new BsonArray();
        for (int i = 0; i < keys.size(); i++) {
            String path = keys.get(i).path().dotted();
            BsonValue value = MongoFilter.value(position.values().get(i));
            List<BsonDocument> next = keys.get(i).descending() ? below(path, value) : above(path, value);
            for (BsonDocument condition : next) {
                BsonArray parts = new BsonArray(equal);
                parts.add(condition);
                cases.add(new BsonDocument("$and", parts));
            }
            equal.add(MongoFilter.condition(path, "$eq", value));
        }
        return new BsonDocument("$or", cases);
    }

    /** A comparison finds values of its own bracket only, and an order goes on in the next one. */
    private static List<BsonDocument> above(String path, BsonValue value) {
        BsonDocument further =
                MongoFilter.condition(path, "$type", Bracket.of(value).above());
        return value.isNull() ? List.of(further) : List.of(MongoFilter.condition(path, "$gt", value), further);
    }

    private static List<BsonDocument> below(String path, BsonValue value) {
        List<BsonDocument> cases = new ArrayList<>();
        if (!value.isNull()) {
            cases.add(MongoFilter.condition(path, "$lt", value));
            cases.add(MongoFilter.condition(path, "$eq", BsonNull.VALUE));
        }
        if (Bracket.of(value) == Bracket.NUMBER) {
            cases.add(MongoFilter.condition(path, "$eq", NOT_A_NUMBER));
        }
        cases.add(MongoFilter.condition(path, "$type", Bracket.of(value).below()));
        cases.add(MongoFilter.condition(path, "$eq", NO_VALUES));
        return cases;
    }

    /** Whether a position of this order has as many values. */
    boolean fits(Position position) {
        return position.values().size() == keys.size();
    }

    /**
     * The place right after the record.
     *
     * @throws UnsortableRecords if the record has several values at a key, or one that no query can hold
     */
    Position after(BsonDocument document) {
        return new Position(keys.stream()
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
