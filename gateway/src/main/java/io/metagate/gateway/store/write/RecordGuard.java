package io.metagate.gateway.store.write;

import io.metagate.gateway.store.UnguardedRecord;
import io.metagate.gateway.store.query.ComparableRecord;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * How a store tells the record that was fetched to be changed from what others have made of it since. Numbers of one
 * value are the same in whatever type.
 */
enum RecordGuard {
    /** By the record as a whole. */
    WHOLE {
        @Override
        BsonDocument filter(RawBsonDocument fetched, Set<String> names) {
            BsonArray same = new BsonArray();
            same.add(new BsonString("$$ROOT"));
            same.add(new BsonDocument("$literal", fetched));
            BsonDocument filter = byId(fetched).append("$expr", new BsonDocument("$eq", same));
            if (fetched.getByteBuffer().remaining() <= MAX_TWICE) {
                fetched.forEach((name, value) -> arrays(name, value, filter));
            }
            return filter;
        }
    },
    /**
     * By the values under the names that are listed, which are all that a decision has looked at, for stores that
     * compare no whole records. A value is the same if what stands there equals it, and is no array with such an
     * element; one that is not there must still not be.
     */
    VALUES {
        @Override
        BsonDocument filter(RawBsonDocument fetched, Set<String> names) throws UnguardedRecord {
            if (fetched.getByteBuffer().remaining() > MAX_TWICE || !ComparableRecord.isComparable(fetched)) {
                throw new UnguardedRecord();
            }
            BsonDocument filter = byId(fetched);
            names.stream()
                    .filter(name -> !name.equals("_id"))
                    .sorted()
                    .forEach(name ->
                            filter.append(name, fetched.containsKey(name) ? same(fetched.get(name)) : absent()));
            return filter;
        }
    };

    /**
     * The most bytes of a record that fits into one command twice, with a change of it: a command has at most 16 MiB, a
     * body 64 KiB.
     */
    private static final int MAX_TWICE = 7 << 20;

    /**
     * The filter that finds the record as it was fetched.
     *
     * @param names the listed names of the record's members
     * @throws UnguardedRecord if there is none that finds no other
     */
    abstract BsonDocument filter(RawBsonDocument fetched, Set<String> names) throws UnguardedRecord;

    private static BsonDocument byId(BsonDocument fetched) {
        return new BsonDocument("_id", fetched.get("_id", BsonNull.VALUE));
    }

    /**
     * A store that does not look into arrays where it compares whole records is not MongoDB, but there are such: it is
     * asked once more for fields with arrays in them.
     */
    private static void arrays(String name, BsonValue value, BsonDocument filter) {
        if (holdsArray(value) && !name.startsWith("$") && !name.contains(".") && !name.isEmpty()) {
            filter.append(name, new BsonDocument("$eq", value));
        }
    }

    private static boolean holdsArray(BsonValue value) {
        return value.isArray()
                || (value.isDocument() && value.asDocument().values().stream().anyMatch(RecordGuard::holdsArray));
    }

    private static BsonDocument same(BsonValue value) {
        BsonDocument equal = new BsonDocument("$eq", value);
        BsonDocument same = new BsonDocument("$eq", value).append("$not", new BsonDocument("$elemMatch", equal));
        return value.isNull() ? same.append("$exists", BsonBoolean.TRUE) : same;
    }

    private static BsonDocument absent() {
        return new BsonDocument("$exists", BsonBoolean.FALSE);
    }
}
