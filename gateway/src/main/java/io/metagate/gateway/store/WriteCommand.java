package io.metagate.gateway.store;

import io.metagate.policy.decision.PermittedCreation;
import io.metagate.policy.decision.PermittedEdit;
import io.metagate.policy.decision.PermittedRemoval;
import io.metagate.policy.decision.PermittedWrite;
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
 * A permitted change as one command of MongoDB's. INVARIANT: it changes the very record that was fetched, or none; and is made of typed paths and values, never of
 * a caller's document with operators in it.
 *
 * @param command the command without the settings that all have
 * @param id the identifier of the record
 * @param before the record as it is; absent if there is none yet
 * @param after the record as it will be; absent if there will be none
 */
record WriteCommand(BsonDocument command, BsonValue id, Optional<BsonDocument> before, Optional<BsonDocument> after) {

    /** The most bytes of a record that fits into one command twice, with a change of it: a command has at most 16 MiB, a body 64 KiB. */
    private static final int MAX_TWICE = 7 << 20;

    /** The change of that record; of none, if one is to be made. */
    static WriteCommand of(PermittedWrite write, Optional<Held> held) {
        BsonString collection = new BsonString(write.store().collection());
        if (write instanceof PermittedCreation creation) {
            BsonDocument made = new RawBsonDocument(creation.document());
            BsonDocument command = new BsonDocument("insert", collection).append("documents", list(made));
            return new WriteCommand(command, idOf(made), Optional.empty(), Optional.of(made));
        }
        RawBsonDocument fetched = held.orElseThrow().document();
        if (write instanceof PermittedEdit edit) {
            BsonDocument update = new BsonDocument("q", theVery(fetched))
                    .append("u", operators(edit))
                    .append("collation", RecordStore.BINARY.asDocument())
                    .append("upsert", BsonBoolean.FALSE)
                    .append("multi", BsonBoolean.FALSE);
            BsonDocument command = new BsonDocument("update", collection).append("updates", list(update));
            return new WriteCommand(
                    command, idOf(fetched), Optional.of(fetched), Optional.of(new RawBsonDocument(edit.document())));
        }
        if (write instanceof PermittedRemoval) {
            BsonDocument delete = new BsonDocument("q", theVery(fetched))
                    .append("collation", RecordStore.BINARY.asDocument())
                    .append("limit", new BsonInt32(1));
            BsonDocument command = new BsonDocument("delete", collection).append("deletes", list(delete));
            return new WriteCommand(command, idOf(fetched), Optional.of(fetched), Optional.empty());
        }
        throw new IllegalArgumentException("a change that is neither of these");
    }

    /** Whether there is nothing for the store to do: an update without operators would replace the record by an empty one. */
    boolean changesNothing() {
        return command.getArray("updates", new BsonArray()).stream()
                .anyMatch(update -> update.asDocument().getDocument("u").isEmpty());
    }

    /**
     * The record as a whole. A store that does not look into arrays where it compares whole records is not MongoDB, but there are such: it is asked once more for the
     * fields with arrays in them, if the record fits into one command twice.
     */
    private static BsonDocument theVery(RawBsonDocument fetched) {
        BsonArray same = new BsonArray(List.of(new BsonString("$$ROOT"), new BsonDocument("$literal", fetched)));
        BsonDocument filter = new BsonDocument("_id", idOf(fetched)).append("$expr", new BsonDocument("$eq", same));
        if (fetched.getByteBuffer().remaining() <= MAX_TWICE) {
            fetched.forEach((name, value) -> {
                if (holdsArray(value) && !name.startsWith("$") && !name.contains(".") && !name.isEmpty()) {
                    filter.append(name, new BsonDocument("$eq", value));
                }
            });
        }
        return filter;
    }

    private static boolean holdsArray(BsonValue value) {
        return value.isArray()
                || (value.isDocument() && value.asDocument().values().stream().anyMatch(WriteCommand::holdsArray));
    }

    private static BsonDocument operators(PermittedEdit edit) {
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
