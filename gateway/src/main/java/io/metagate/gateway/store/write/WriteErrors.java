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
 * Finds out what an error says of a change. INVARIANT: an error that is not known to be a refusal says nothing, since a
 * router tells of a shard that it lost in the same place and form.
 */
final class WriteErrors {

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

    private WriteErrors() {}

    /** The error that the store's answer tells of among those of its writes; empty if it tells of none. */
    static Optional<StoreError> told(BsonDocument answer) {
        BsonArray errors = answer.getArray("writeErrors", new BsonArray());
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(StoreError.of(errors.get(0).asDocument()));
    }

    /** What the store's answer says; empty if it tells of no error. */
    static Optional<WriteOutcome> in(BsonDocument answer) {
        return told(answer)
                .map(WriteErrors::of)
                .or(() ->
                        answer.containsKey("writeConcernError") ? Optional.of(WriteOutcome.UNKNOWN) : Optional.empty());
    }

    /** What it says that there is no answer. */
    static WriteOutcome of(RuntimeException e) {
        if (e instanceof BsonMaximumSizeExceededException) {
            // The driver counts as it writes, before it sends.
            return WriteOutcome.REFUSED;
        }
        if (e instanceof MongoNotPrimaryException) {
            // A server that never took the command in.
            return WriteOutcome.NOT_DONE;
        }
        if (e instanceof MongoCommandException refusal) {
            return of(StoreError.of(refusal.getResponse()));
        }
        boolean unsent = UNSENT.stream().anyMatch(type -> type.isInstance(e));
        return unsent && !(e instanceof MongoOperationTimeoutException) ? WriteOutcome.NOT_DONE : WriteOutcome.UNKNOWN;
    }

    private static WriteOutcome of(StoreError error) {
        if (error.code() == DUPLICATE_KEY) {
            return WriteOutcome.EXISTS;
        }
        if (REFUSALS.contains(error.code())) {
            return WriteOutcome.REFUSED;
        }
        return error.permanent() || FAULTS.contains(error.code()) ? WriteOutcome.NOT_DONE : WriteOutcome.UNKNOWN;
    }
}
