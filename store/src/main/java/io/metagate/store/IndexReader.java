package io.metagate.store;

import com.mongodb.client.MongoClient;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.path.FieldPath;
import io.metagate.store.index.CollectionIndex;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.IndexKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Reads the indexes of a collection as the command {@code listIndexes} describes them. Left out are those that the
 * store cannot use for every query on their fields: sparse, partial and wildcard ones, which lack records; hidden ones;
 * those for texts and places; those with a collation, as queries have none; those of fields that no catalogue can name.
 * That an index is multikey is not described, and changes nothing: a condition holds for any element, and records with
 * several values at a sort key are refused.
 */
public final class IndexReader {

    private static final String COMMENT = "metagate: indexes";
    private static final BsonString SIMPLE = new BsonString("simple");
    private static final BsonString HASHED = new BsonString("hashed");

    private IndexReader() {}

    /**
     * Asks a store for the indexes of a collection, which has one at least if there is one.
     *
     * @param patience how long the store may work on it
     */
    public static List<BsonDocument> ask(MongoClient client, StoreLocation place, Duration patience) {
        return client.getDatabase(place.database())
                .getCollection(place.collection())
                .listIndexes(BsonDocument.class)
                .maxTime(patience.toMillis(), TimeUnit.MILLISECONDS)
                .comment(COMMENT)
                .into(new ArrayList<>());
    }

    /** The indexes that can be relied on; a collection that does not exist yet has the one that it will have. */
    public static CollectionIndexes read(List<BsonDocument> described) {
        return described.isEmpty()
                ? CollectionIndexes.OF_ANY_COLLECTION
                : new CollectionIndexes(described.stream()
                        .flatMap(index -> read(index).stream())
                        .toList());
    }

    static Optional<CollectionIndex> read(BsonDocument described) {
        if (isTrue(described, "hidden") || isTrue(described, "sparse") || lacksRecords(described)) {
            return Optional.empty();
        }
        List<IndexKey> keys = new ArrayList<>();
        for (Map.Entry<String, BsonValue> key : described.getDocument("key").entrySet()) {
            Optional<IndexKey> read = read(key.getKey(), key.getValue());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            keys.add(read.get());
        }
        boolean identifies = keys.size() == 1 && keys.get(0).path().equals(FieldPath.ID);
        return Optional.of(new CollectionIndex(keys, identifies || isTrue(described, "unique")));
    }

    /**
     * Whether the collection compares texts by their bytes: its index of the identifiers, which has the collection's
     * own collation, is described, and has none. A collection that does not exist may yet get one.
     */
    public static boolean areBinary(List<BsonDocument> described) {
        List<BsonDocument> identifying = described.stream()
                .filter(index -> isOrderOfIdentifiers(index.getDocument("key", new BsonDocument())))
                .toList();
        return !identifying.isEmpty() && identifying.stream().noneMatch(IndexReader::isCollated);
    }

    /** A hashed one may have a collation of its own. */
    private static boolean isOrderOfIdentifiers(BsonDocument key) {
        return key.keySet().equals(Set.of("_id")) && key.get("_id", SIMPLE).isNumber();
    }

    private static boolean lacksRecords(BsonDocument described) {
        return isCollated(described) || described.containsKey("partialFilterExpression");
    }

    private static boolean isCollated(BsonDocument described) {
        return described.containsKey("collation")
                && !SIMPLE.equals(described.getDocument("collation").get("locale"));
    }

    private static boolean isTrue(BsonDocument described, String option) {
        BsonValue value = described.get(option);
        return value != null
                && (value.isNumber()
                        ? value.asNumber().doubleValue() != 0
                        : value.isBoolean() && value.asBoolean().getValue());
    }

    /**
     * A key; empty if it is of a kind that comparisons do not use, of many fields at once, or of one that no policy can
     * name.
     */
    private static Optional<IndexKey> read(String path, BsonValue kind) {
        if (path.indexOf('*') >= 0) {
            return Optional.empty();
        }
        return order(kind).flatMap(order -> field(path).map(field -> new IndexKey(field, order)));
    }

    private static Optional<IndexKey.Order> order(BsonValue kind) {
        if (kind.isNumber()) {
            boolean ascending = kind.asNumber().doubleValue() > 0;
            return Optional.of(ascending ? IndexKey.Order.ASCENDING : IndexKey.Order.DESCENDING);
        }
        return kind.equals(HASHED) ? Optional.of(IndexKey.Order.HASHED) : Optional.empty();
    }

    /** The field, of which a store knows more than a policy can: {@code owner.$id}, and any number of names. */
    private static Optional<FieldPath> field(String path) {
        try {
            return Optional.of(FieldPath.of(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
