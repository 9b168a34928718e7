package io.metagate.gateway.store.write;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Collation;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.StoreAbilities;
import io.metagate.gateway.store.StoreAccess;
import io.metagate.gateway.store.StoreRejection;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnguardedRecord;
import io.metagate.gateway.store.query.MongoFilter;
import io.metagate.policy.catalogue.StoreLocation;
import io.metagate.policy.decision.PermittedQuery;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.redaction.Evidence;
import io.metagate.store.engine.EngineAbility;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * Changes records. The one thing that it can be asked is what a decision permits, and for evidence that it was
 * announced (P3).
 */
@ApplicationScoped
public class RecordWriter {

    private static final BsonDocument DURABLY = new BsonDocument("w", new BsonString("majority"));

    private final StoreAccess access;
    private final StoreAbilities abilities;

    public RecordWriter(StoreAccess access, StoreAbilities abilities) {
        this.access = access;
        this.abilities = abilities;
    }

    /**
     * The record that is to be changed, as the store's primary holds it: what lags behind is no longer there to be
     * changed.
     */
    public Optional<RecordSnapshot> fetch(PermittedQuery query, String auditId) {
        return found(query.store(), MongoFilter.of(query.predicate()), ReadConcern.LOCAL, auditId)
                .map(RecordSnapshot::new);
    }

    /**
     * Does a change, once: a command whose answer is lost is not sent again. A store that surely refuses to compare
     * whole records is asked with another guard.
     *
     * @param held the record that is to be changed; absent if one is to be made
     * @param intent says that the change was announced
     * @param auditId stands as comment on the store's command
     * @throws StoreUnavailable if it was not done, and the store is to blame
     * @throws WriteInDoubtException if nobody knows whether it was done
     */
    public WriteOutcome perform(PermittedWrite write, Optional<RecordSnapshot> held, Evidence intent, String auditId)
            throws WriteInDoubtException {
        Objects.requireNonNull(intent, "intent");
        WriteCommand command = WriteCommand.of(write, held);
        if (command.changesNothing()) {
            return WriteOutcome.DONE;
        }
        MetadataStore store = access.at(write.store());
        if (held.isEmpty() || !abilities.lacks(store, EngineAbility.WHOLE_RECORDS)) {
            try {
                return perform(store, command, RecordGuard.WHOLE, auditId);
            } catch (StoreRejection e) {
                if (held.isEmpty() || e.unauthorized()) {
                    throw e;
                }
            }
        }
        return perform(store, command, RecordGuard.VALUES, auditId);
    }

    private WriteOutcome perform(MetadataStore store, WriteCommand command, RecordGuard guard, String auditId)
            throws WriteInDoubtException {
        try {
            Optional<BsonDocument> collation =
                    access.collation(command.write().store()).map(Collation::asDocument);
            BsonDocument answer = send(store, command.by(guard, collation), command.write(), auditId);
            Optional<WriteOutcome> error = WriteErrors.in(answer);
            return error.isEmpty() ? effect(answer) : effect(error.get(), () -> refused(store, answer), command);
        } catch (UnguardedRecord e) {
            throw StoreRejection.unguarded(e);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            return effect(WriteErrors.of(e), () -> access.errors().of(store, e), command);
        }
    }

    private StoreUnavailable refused(MetadataStore store, BsonDocument answer) {
        MongoException cause = new MongoException("the store told of an error");
        return WriteErrors.told(answer)
                .map(error -> access.errors().of(store, error, cause))
                .orElseGet(() -> new StoreUnavailable(cause));
    }

    /**
     * What the store says of a change whose answer was lost: nothing, if somebody else has changed the record since.
     * That it was done counts as soon as most members know it; anything else only if the primary, which may be ahead of
     * them, knows nothing else.
     *
     * @param auditId stands as comment on the store's command
     * @return empty if its primary knows something else than most of its members do
     * @throws StoreUnavailable if it does not answer
     */
    public Optional<WriteOutcome> settle(InDoubtWrite write, String auditId) {
        WriteOutcome durable = settled(write, ReadConcern.MAJORITY, auditId);
        return Optional.of(durable)
                .filter(known -> known == WriteOutcome.DONE || known == settled(write, ReadConcern.LOCAL, auditId));
    }

    private WriteOutcome settled(InDoubtWrite write, ReadConcern concern, String auditId) {
        BsonDocument byId = new BsonDocument("_id", write.id());
        return write.settledBy(found(write.store(), byId, concern, auditId).map(BsonDocument.class::cast));
    }

    /** Whether a record that may be made stands there: as it would be made, not at all, or otherwise. */
    public Optional<WriteOutcome> standing(PermittedWrite creation, String auditId) {
        return settle(unsettled(WriteCommand.of(creation, Optional.empty())), auditId);
    }

    private Optional<RawBsonDocument> found(
            StoreLocation place, BsonDocument filter, ReadConcern concern, String auditId) {
        MetadataStore store = access.at(place);
        try {
            Optional<Collation> collation = access.collation(place);
            FindIterable<RawBsonDocument> found = store.client()
                    .getDatabase(place.database())
                    .getCollection(place.collection(), RawBsonDocument.class)
                    .withReadPreference(ReadPreference.primary())
                    .withReadConcern(concern)
                    .find(filter)
                    .maxTime(store.config().timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .comment(auditId);
            return Optional.ofNullable(
                    collation.map(found::collation).orElse(found).first());
        } catch (MongoException | IllegalStateException e) {
            // The second is that of a client that is closed.
            throw access.errors().of(store, e);
        }
    }

    private static BsonDocument send(MetadataStore store, BsonDocument command, PermittedWrite write, String auditId) {
        BsonDocument whole = command.append("writeConcern", DURABLY)
                .append("maxTimeMS", new BsonInt64(store.config().timeout().toMillis()))
                .append("comment", new BsonString(auditId));
        return store.client().getDatabase(write.store().database()).runCommand(whole, BsonDocument.class);
    }

    private static WriteOutcome effect(BsonDocument answer) {
        return answer.getNumber("n", new BsonInt32(0)).intValue() == 1 ? WriteOutcome.DONE : WriteOutcome.MISSED;
    }

    private static WriteOutcome effect(WriteOutcome error, Supplier<StoreUnavailable> told, WriteCommand command)
            throws WriteInDoubtException {
        return switch (error) {
            case DONE, MISSED, EXISTS, REFUSED -> error;
            case NOT_DONE -> throw told.get();
            case UNKNOWN -> throw new WriteInDoubtException(unsettled(command), told.get());
        };
    }

    private static InDoubtWrite unsettled(WriteCommand command) {
        return new InDoubtWrite(command.write().store(), command.id(), command.before(), command.after());
    }
}
