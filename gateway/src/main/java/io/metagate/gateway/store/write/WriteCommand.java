package io.metagate.gateway.store.write;

import io.metagate.gateway.store.UnguardedRecord;
import io.metagate.policy.decision.PermittedCreate;
import io.metagate.policy.decision.PermittedDelete;
import io.metagate.policy.decision.PermittedPatch;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.decision.PermittedWrite.PermittedWriteVisitor;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * A permitted change of one record. INVARIANT: it changes the very record that was fetched, or none; and is made of
 * typed paths and values, never of a caller's document with operators in it.
 *
 * @param write what is to be done
 * @param id the identifier of the record
 * @param before the record as it is; absent if there is none yet
 * @param after the record as it will be; absent if there will be none
 */
public record WriteCommand(
        PermittedWrite write, BsonValue id, Optional<RawBsonDocument> before, Optional<RawBsonDocument> after) {

    /** The change of that record; of none, if one is to be made. */
    public static WriteCommand of(PermittedWrite write, Optional<RecordSnapshot> held) {
        return write.accept(new PermittedWriteVisitor<>() {

            @Override
            public WriteCommand create(PermittedCreate creation) {
                RawBsonDocument made = new RawBsonDocument(creation.document());
                return new WriteCommand(write, idOf(made), Optional.empty(), Optional.of(made));
            }

            @Override
            public WriteCommand patch(PermittedPatch edit) {
                return ofFetched(Optional.of(new RawBsonDocument(edit.document())));
            }

            @Override
            public WriteCommand delete(PermittedDelete removal) {
                return ofFetched(Optional.empty());
            }

            private WriteCommand ofFetched(Optional<RawBsonDocument> after) {
                RawBsonDocument fetched = held.orElseThrow().document();
                return new WriteCommand(write, idOf(fetched), Optional.of(fetched), after);
            }
        });
    }

    /**
     * The command, without the settings that all have.
     *
     * @param guard how the store is to tell the record that was fetched from others
     * @param collation what the store is to compare by, if it does not by itself
     * @throws UnguardedRecord if it cannot be told from others so
     */
    BsonDocument by(RecordGuard guard, Optional<BsonDocument> collation) throws UnguardedRecord {
        BsonString collection = new BsonString(write.store().collection());
        if (before.isEmpty()) {
            return new BsonDocument("insert", collection).append("documents", list(after.orElseThrow()));
        }
        BsonDocument change = new BsonDocument("q", guard.filter(before.get(), write.names()));
        collation.ifPresent(compared -> change.append("collation", compared));
        return operators()
                .map(operators -> new BsonDocument("update", collection)
                        .append(
                                "updates",
                                list(change.append("u", operators)
                                        .append("upsert", BsonBoolean.FALSE)
                                        .append("multi", BsonBoolean.FALSE))))
                .orElseGet(() -> new BsonDocument("delete", collection)
                        .append("deletes", list(change.append("limit", new BsonInt32(1)))));
    }

    /**
     * Whether there is nothing for the store to do: an update without operators would replace the record by an empty
     * one.
     */
    boolean changesNothing() {
        return operators().filter(BsonDocument::isEmpty).isPresent();
    }

    /** What an update does; absent if it is none. */
    private Optional<BsonDocument> operators() {
        return write.accept(new PermittedWriteVisitor<>() {

            @Override
            public Optional<BsonDocument> create(PermittedCreate creation) {
                return Optional.empty();
            }

            @Override
            public Optional<BsonDocument> patch(PermittedPatch edit) {
                return Optional.of(operatorsOf(edit));
            }

            @Override
            public Optional<BsonDocument> delete(PermittedDelete removal) {
                return Optional.empty();
            }
        });
    }

    private static BsonDocument operatorsOf(PermittedPatch edit) {
        BsonDocument operators = new BsonDocument();
        BsonDocument set = new RawBsonDocument(edit.set());
        if (!set.isEmpty()) {
            operators.append("$set", set);
        }
        if (!edit.unset().isEmpty()) {
            BsonDocument unset = new BsonDocument();
            edit.unset().forEach(path -> unset.append(path, new BsonString("")));
            operators.append("$unset", unset);
        }
        return operators;
    }

    /** The identifier, which every record of a store has. */
    private static BsonValue idOf(BsonDocument record) {
        return record.get("_id", BsonNull.VALUE);
    }

    private static BsonArray list(BsonDocument only) {
        return new BsonArray(List.of(only));
    }
}
