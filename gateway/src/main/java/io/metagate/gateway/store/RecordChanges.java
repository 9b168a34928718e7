package io.metagate.gateway.store;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.redaction.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/** Changes records. The one thing that it can be asked is what a decision permits, and for evidence that it was announced (P3). */
@ApplicationScoped
public class RecordChanges {

    private static final BsonDocument DURABLY = new BsonDocument("w", new BsonString("majority"));

    private final Stores stores;
    private final Exposures exposures;

    RecordChanges(Stores stores, Exposures exposures) {
        this.stores = stores;
        this.exposures = exposures;
    }

    /** The record that is to be changed, as the store's primary holds it: what lags behind is no longer there to be changed. */
    public Optional<Held> fetch(PermittedQuery query, String auditId) {
        Store store = asked(query.store());
        return found(store, query.store(), MongoFilter.of(query.predicate()), ReadConcern.LOCAL, auditId)
                .map(Held::new);
    }

    /**
     * Does a change, once: a command whose answer is lost is not sent again.
     *
     * @param held the record that is to be changed; absent if one is to be made
     * @param intent says that the change was announced
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if it was not done, and the store is to blame
     * @throws WriteUnsettled if nobody knows whether it was done
     */
    public Effect perform(PermittedWrite write, Optional<Held> held, Evidence intent, String auditId)
            throws WriteUnsettled {
        Objects.requireNonNull(intent, "intent");
        WriteCommand command = WriteCommand.of(write, held);
        if (command.changesNothing()) {
            return Effect.DONE;
        }
        Store store = asked(write.store());
        try {
            BsonDocument answer = send(store, write, command.command(), auditId);
            Optional<WriteError> error = WriteError.in(answer);
            return error.isEmpty()
                    ? effect(answer)
                    : effect(error.get(), new MongoException("the store told of an error"), write, command);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            return effect(WriteError.of(e), e, write, command);
        }
    }

    /**
     * What the store says of a change whose answer was lost. That it was done counts as soon as most members know it; anything else only if the primary, which may
     * be ahead of them, knows nothing else.
     *
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if it does not answer
     */
    public Settlement settle(UnsettledWrite write, String auditId) {
        Settlement durable = settled(write, ReadConcern.MAJORITY, auditId);
        return durable == Settlement.DONE || durable == settled(write, ReadConcern.LOCAL, auditId)
                ? durable
                : Settlement.NOT_YET;
    }

    private Settlement settled(UnsettledWrite write, ReadConcern concern, String auditId) {
        Store store = asked(write.store());
        BsonDocument byId = new BsonDocument("_id", write.id());
        return write.settledBy(
                found(store, write.store(), byId, concern, auditId).map(BsonDocument.class::cast));
    }

    /** Whether a record that may be made stands there: as it would be made, not at all, or otherwise. */
    public Settlement standing(PermittedWrite creation, String auditId) {
        return settle(unsettled(creation, WriteCommand.of(creation, Optional.empty())), auditId);
    }

    private Store asked(StoreLocation place) {
        Store store = stores.of(place);
        exposures.requireNone(store);
        return store;
    }

    private static Optional<RawBsonDocument> found(
            Store store, StoreLocation place, BsonDocument filter, ReadConcern concern, String auditId) {
        try {
            return Optional.ofNullable(store.client()
                    .getDatabase(place.database())
                    .getCollection(place.collection(), RawBsonDocument.class)
                    .withReadPreference(ReadPreference.primary())
                    .withReadConcern(concern)
                    .find(filter)
                    .collation(RecordStore.BINARY)
                    .maxTime(store.config().timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .comment(auditId)
                    .first());
        } catch (MongoException | IllegalStateException e) {
            // The second is that of a client that is closed.
            throw new StoreUnavailable(e);
        }
    }

    private static BsonDocument send(Store store, PermittedWrite write, BsonDocument command, String auditId) {
        BsonDocument whole = command.append("writeConcern", DURABLY)
                .append("maxTimeMS", new BsonInt64(store.config().timeout().toMillis()))
                .append("comment", new BsonString(auditId));
        return store.client().getDatabase(write.store().database()).runCommand(whole, BsonDocument.class);
    }

    private static Effect effect(BsonDocument answer) {
        return answer.getNumber("n", new BsonInt32(0)).intValue() == 1 ? Effect.DONE : Effect.MISSED;
    }

    private static Effect effect(WriteError error, RuntimeException cause, PermittedWrite write, WriteCommand command)
            throws WriteUnsettled {
        return switch (error) {
            case EXISTS -> Effect.EXISTS;
            case REFUSED -> Effect.REFUSED;
            case NOT_DONE -> throw new StoreUnavailable(cause);
            case UNKNOWN -> throw new WriteUnsettled(unsettled(write, command), cause);
        };
    }

    private static UnsettledWrite unsettled(PermittedWrite write, WriteCommand command) {
        return new UnsettledWrite(write.store(), command.id(), command.before(), command.after());
    }
}
