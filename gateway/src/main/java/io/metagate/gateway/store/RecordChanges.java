package io.metagate.gateway.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.redaction.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/** Changes records. The one thing that it can be asked is what a decision permits, and for evidence that it was announced (P3). */
@ApplicationScoped
public class RecordChanges {

    private static final int DUPLICATE_KEY = 11_000;
    /** Errors of a router that lost a shard, of a time that ran out, and of a server that stops: HostUnreachable, HostNotFound, MaxTimeMSExpired, NetworkTimeout, ExceededTimeLimit, SocketException, Interrupted. */
    private static final Set<Integer> AMBIGUOUS = Set.of(6, 7, 50, 89, 262, 9001, 11_601);

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
            return effect(send(store, write, command.command(), auditId), write, command);
        } catch (MongoException e) {
            if (wasNotDone(e)) {
                throw new StoreUnavailable(e);
            }
            throw new WriteUnsettled(unsettled(write, command), e);
        }
    }

    /**
     * What the store says of a change whose answer was lost.
     *
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if it does not answer
     */
    public Settlement settle(UnsettledWrite write, String auditId) {
        Store store = asked(write.store());
        BsonDocument byId = new BsonDocument("_id", write.id());
        return write.settledBy(
                found(store, write.store(), byId, ReadConcern.MAJORITY, auditId).map(BsonDocument.class::cast));
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
        } catch (MongoException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static BsonDocument send(Store store, PermittedWrite write, BsonDocument command, String auditId) {
        BsonDocument whole = command.append("writeConcern", DURABLY)
                .append("maxTimeMS", new BsonInt64(store.config().timeout().toMillis()))
                .append("comment", new BsonString(auditId));
        return store.client().getDatabase(write.store().database()).runCommand(whole, BsonDocument.class);
    }

    private static Effect effect(BsonDocument answer, PermittedWrite write, WriteCommand command)
            throws WriteUnsettled {
        BsonArray errors = answer.getArray("writeErrors", new BsonArray());
        if (!errors.isEmpty()) {
            int code = errors.get(0)
                    .asDocument()
                    .getNumber("code", new BsonInt32(0))
                    .intValue();
            if (code == DUPLICATE_KEY) {
                return Effect.EXISTS;
            }
            throw new StoreUnavailable(new MongoException(code, "the store refused a change"));
        }
        if (answer.containsKey("writeConcernError")) {
            throw new WriteUnsettled(unsettled(write, command), new MongoException("not yet durable"));
        }
        return answer.getNumber("n", new BsonInt32(0)).intValue() == 1 ? Effect.DONE : Effect.MISSED;
    }

    private static UnsettledWrite unsettled(PermittedWrite write, WriteCommand command) {
        return new UnsettledWrite(write.store(), command.id(), command.before(), command.after());
    }

    /** Whether the command did not reach the store, or was refused by it before it was done. */
    private static boolean wasNotDone(MongoException e) {
        if (e instanceof MongoCommandException) {
            return !(e instanceof MongoNodeIsRecoveringException) && !AMBIGUOUS.contains(e.getCode());
        }
        return e instanceof MongoSocketOpenException
                || e instanceof MongoSecurityException
                || e instanceof MongoNotPrimaryException
                || (e instanceof MongoTimeoutException && !(e instanceof MongoOperationTimeoutException));
    }
}
