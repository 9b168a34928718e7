package io.metagate.gateway.store.query;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Collation;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.request.KeysetPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * The reading of one page. It asks for values of other types than those of the position only where the order is seen to
 * come to such, since not every engine can tell all types.
 */
final class PageQuery {

    private final MetadataStore store;
    private final PermittedQuery query;
    private final Optional<Collation> collation;
    private final String auditId;
    private final KeysetOrder order;
    private final BsonDocument permitted;

    PageQuery(MetadataStore store, PermittedQuery query, Optional<Collation> collation, String auditId) {
        this.store = store;
        this.query = query;
        this.collation = collation;
        this.auditId = auditId;
        this.order = new KeysetOrder(query.sort());
        this.permitted = MongoFilter.of(query.predicate());
    }

    RecordPage page() {
        if (query.after().isEmpty()) {
            return read(permitted);
        }
        KeysetPosition position = query.after().get();
        if (!order.fits(position)) {
            throw new IllegalArgumentException("the position is not one of this order");
        }
        RecordPage page = read(both(order.within(position)));
        List<Optional<TypeBracket>> crossings = new ArrayList<>();
        for (int key = 1; key < order.size(); key++) {
            crossings.add(crossing(key, position));
        }
        boolean full = page.goesOnBehind(page.size()) && !order.skips(page);
        if (full && crossings.stream().allMatch(Optional::isEmpty)) {
            return page;
        }
        crossings.add(0, crossing(0, position));
        return crossings.stream().allMatch(Optional::isEmpty) ? page : read(both(order.behind(position, crossings)));
    }

    /**
     * As far as what bracket the records go that equal the position in all keys before; empty if none goes beyond its
     * own.
     */
    private Optional<TypeBracket> crossing(int key, KeysetPosition position) {
        BsonDocument last = found(both(order.alike(key, position)), order.reversed(key), 1)
                .projection(order.projection(key))
                .first();
        return Optional.ofNullable(last).flatMap(record -> order.crossing(key, position, record));
    }

    private RecordPage read(BsonDocument filter) {
        FindIterable<RawBsonDocument> found = found(filter, order.order(), query.limit() + 1);
        try (MongoCursor<RawBsonDocument> cursor =
                found.batchSize(query.limit() + 1).iterator()) {
            return read(cursor, store.config().maxPageBytes());
        }
    }

    private RecordPage read(MongoCursor<RawBsonDocument> cursor, int mostBytes) {
        List<RawBsonDocument> documents = new ArrayList<>();
        long bytes = 0;
        while (documents.size() < query.limit() && bytes < mostBytes && cursor.hasNext()) {
            RawBsonDocument document = cursor.next();
            if (!query.sort().isEmpty()) {
                order.after(document);
            }
            documents.add(document);
            bytes += document.getByteBuffer().remaining();
        }
        return new RecordPage(documents, cursor.hasNext(), order);
    }

    private FindIterable<RawBsonDocument> found(BsonDocument filter, BsonDocument sort, int limit) {
        FindIterable<RawBsonDocument> found = store.client()
                .getDatabase(query.store().database())
                .getCollection(query.store().collection(), RawBsonDocument.class)
                .find(filter)
                .sort(sort)
                .limit(limit)
                .maxTime(store.config().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .comment(auditId);
        return collation.map(found::collation).orElse(found);
    }

    private BsonDocument both(BsonDocument filter) {
        return new BsonDocument("$and", new BsonArray(List.of(permitted, filter)));
    }
}
