package io.metagate.gateway.store;

import io.metagate.policy.request.Position;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.Value;
import io.metagate.store.index.TotalOrder;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/**
 * The order of a result and the places in it. Paging continues after the keys of the last record instead of counting records, so that a page
 * costs the same wherever it is. Records without a value at a key stand first, or last if the key is descending.
 */
final class Keyset {

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

    /** The filter for the records behind a position: they equal it in some keys and lie behind it in the next one. */
    BsonDocument behind(Position position) {
        BsonArray cases = new BsonArray();
        BsonArray equal = new BsonArray();
        for (int i = 0; i < keys.size(); i++) {
            String path = keys.get(i).path().dotted();
            Value value = position.values().get(i);
            if (!(keys.get(i).descending() && value instanceof Value.Null)) {
                BsonArray parts = new BsonArray(equal);
                parts.add(keys.get(i).descending() ? below(path, value) : above(path, value));
                cases.add(new BsonDocument("$and", parts));
            }
            equal.add(MongoFilter.condition(path, "$eq", MongoFilter.value(value)));
        }
        return new BsonDocument("$or", cases);
    }

    private static BsonDocument above(String path, Value value) {
        return value instanceof Value.Null
                ? MongoFilter.condition(path, "$ne", BsonNull.VALUE)
                : MongoFilter.condition(path, "$gt", MongoFilter.value(value));
    }

    private static BsonDocument below(String path, Value value) {
        BsonArray cases = new BsonArray();
        cases.add(MongoFilter.condition(path, "$lt", MongoFilter.value(value)));
        cases.add(MongoFilter.condition(path, "$eq", BsonNull.VALUE));
        return new BsonDocument("$or", cases);
    }

    /** Whether a position of this order has as many values. */
    boolean fits(Position position) {
        return position.values().size() == keys.size();
    }

    /**
     * The place right after the record.
     *
     * @throws UnsortableRecords if the record has several values at a key
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
