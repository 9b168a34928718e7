package io.metagate.gateway.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;

/**
 * What an error says of a change. INVARIANT: an error that is not known to be a refusal says nothing, since a router tells of a shard that it lost in the same
 * place and form.
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

    /** ImmutableField, DocumentValidationFailure, CannotIndexParallelArrays, BSONObjectTooLarge, no geometry, key too large for an index, too large afterwards. */
    private static final Set<Integer> REFUSALS = Set.of(66, 121, 171, 10_334, 16_755, 17_280, 17_419, 17_420);

    /** BadValue, FailedToParse, Unauthorized, TypeMismatch, AuthenticationFailed, IllegalOperation, NamespaceNotFound, CommandNotFound, InvalidOptions, InvalidNamespace, CommandNotSupported, FailedToSatisfyReadPreference, CommandNotSupportedOnView, ReauthenticationRequired, AtlasError, an unknown member. */
    private static final Set<Integer> FAULTS =
            Set.of(2, 9, 13, 14, 18, 20, 26, 59, 72, 73, 115, 133, 166, 391, 8000, 40_415);

    /** Those of the driver before anything is sent. */
    private static final List<Class<? extends MongoException>> UNSENT = List.of(
            MongoSocketOpenException.class,
            MongoSecurityException.class,
            MongoTimeoutException.class,
            MongoConnectionPoolClearedException.class,
            MongoServerUnavailableException.class);

    /** What the store's answer says; empty if it tells of no error. */
    static Optional<WriteError> in(BsonDocument answer) {
        BsonArray errors = answer.getArray("writeErrors", new BsonArray());
        if (!errors.isEmpty()) {
            BsonInt32 none = new BsonInt32(0);
            return Optional.of(
                    of(errors.get(0).asDocument().getNumber("code", none).intValue()));
        }
        return answer.containsKey("writeConcernError") ? Optional.of(UNKNOWN) : Optional.empty();
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
            return of(refusal.getCode());
        }
        boolean unsent = UNSENT.stream().anyMatch(type -> type.isInstance(e));
        return unsent && !(e instanceof MongoOperationTimeoutException) ? NOT_DONE : UNKNOWN;
    }

    private static WriteError of(int code) {
        if (code == DUPLICATE_KEY) {
            return EXISTS;
        }
        if (REFUSALS.contains(code)) {
            return REFUSED;
        }
        return FAULTS.contains(code) ? NOT_DONE : UNKNOWN;
    }
}
