package io.metagate.gateway.store.write;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import io.metagate.store.engine.StoreError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonMaximumSizeExceededException;

/**
 * What an error says of a change. INVARIANT: an error that is not known to be a refusal says nothing, since a router
 * tells of a shard that it lost in the same place and form.
 */
enum WriteError {
    /** A record with such an identifier, or another value that must be unique, is there. */
    EXISTS,
    /** The store would refuse this change of this record at any time. */
    REFUSED,
    /** Nothing was done, for no fault of the change's. */
    NOT_DONE,
    /** It was done, or not. */
    UNKNOWN;

    private static final int DUPLICATE_KEY = 11_000;

    /**
     * InvalidBSON, PathNotViable, DollarPrefixedFieldName, EmptyFieldName, DottedFieldName, ImmutableField,
     * DocumentValidationFailure, CannotIndexParallelArrays, BSONObjectTooLarge, no geometry, key too large for an
     * index, too large afterwards.
     */
    private static final Set<Integer> REFUSALS =
            Set.of(22, 28, 52, 56, 57, 66, 121, 171, 10_334, 16_755, 17_280, 17_419, 17_420);

    /** NamespaceNotFound, FailedToSatisfyReadPreference, ReauthenticationRequired. */
    private static final Set<Integer> FAULTS = Set.of(26, 133, 391);

    /** Those of the driver before anything is sent. */
    private static final List<Class<? extends MongoException>> UNSENT = List.of(
            MongoSocketOpenException.class,
            MongoSecurityException.class,
            MongoTimeoutException.class,
            MongoConnectionPoolClearedException.class,
            MongoServerUnavailableException.class);

    /** The error that the store's answer tells of among those of its writes; empty if it tells of none. */
    static Optional<StoreError> told(BsonDocument answer) {
        BsonArray errors = answer.getArray("writeErrors", new BsonArray());
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(StoreError.of(errors.get(0).asDocument()));
    }

    /** What the store's answer says; empty if it tells of no error. */
    static Optional<WriteError> in(BsonDocument answer) {
        return told(answer)
                .map(WriteError::of)
                .or(() -> answer.containsKey("writeConcernError") ? Optional.of(UNKNOWN) : Optional.empty());
    }

    /** What it says that there is no answer. */
    static WriteError of(RuntimeException e) {
        if (e instanceof BsonMaximumSizeExceededException) {
            // The driver counts as it writes, before it sends.
            return REFUSED;
        }
        if (e instanceof MongoNotPrimaryException) {
            // A server that never took the command in.
            return NOT_DONE;
        }
        if (e instanceof MongoCommandException refusal) {
            return of(StoreError.of(refusal.getResponse()));
        }
        boolean unsent = UNSENT.stream().anyMatch(type -> type.isInstance(e));
        return unsent && !(e instanceof MongoOperationTimeoutException) ? NOT_DONE : UNKNOWN;
    }

    private static WriteError of(StoreError error) {
        if (error.code() == DUPLICATE_KEY) {
            return EXISTS;
        }
        if (REFUSALS.contains(error.code())) {
            return REFUSED;
        }
        return error.permanent() || FAULTS.contains(error.code()) ? NOT_DONE : UNKNOWN;
    }
}
