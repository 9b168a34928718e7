package io.metagate.gateway.store;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Collation;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.request.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** Fetches records. The one thing that it can be asked is what a decision permits. */
@ApplicationScoped
public class RecordStore {

    /** How the policies compare, whatever the collection's own collation is. */
    static final Collation BINARY = Collation.builder().locale("simple").build();

    private final Stores stores;
    private final Exposures exposures;

    RecordStore(Stores stores, Exposures exposures) {
        this.stores = stores;
        this.exposures = exposures;
    }

    /**
     * Fetches one page.
     *
     * @param auditId stands as comment on the store's command, so that its own log can be matched with ours
     * @throws StoreUnavailable if the store does not answer in time, or answers strangers too
     * @throws QueryTooSlow if the store has given it up
     * @throws UnsortableRecords if the records have no order by the query's sort
     */
    public Page fetch(PermittedQuery query, String auditId) {
        Keyset order = new Keyset(query.sort());
        Store store = stores.of(query.store());
        exposures.requireNone(store);
        FindIterable<RawBsonDocument> found = store.client()
                .getDatabase(query.store().database())
                .getCollection(query.store().collection(), RawBsonDocument.class)
                .find(filter(query, order))
                .sort(order.order())
                .limit(query.limit() + 1)
                .batchSize(query.limit() + 1)
                .collation(BINARY)
                .maxTime(store.config().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .comment(auditId);
        try (MongoCursor<RawBsonDocument> cursor = found.iterator()) {
            return read(cursor, query, order, store.config().maxPageBytes());
        } catch (MongoExecutionTimeoutException e) {
            throw new QueryTooSlow(e);
        } catch (MongoException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static Page read(MongoCursor<RawBsonDocument> cursor, PermittedQuery query, Keyset order, int mostBytes) {
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
        return new Page(documents, cursor.hasNext(), order);
    }

    private static BsonDocument filter(PermittedQuery query, Keyset order) {
        BsonDocument permitted = MongoFilter.of(query.predicate());
        if (query.after().isEmpty()) {
            return permitted;
        }
        Position position = query.after().get();
        if (!order.fits(position)) {
            throw new IllegalArgumentException("the position is not one of this order");
        }
        BsonArray both = new BsonArray();
        both.add(permitted);
        both.add(order.behind(position));
        return new BsonDocument("$and", both);
    }
}
