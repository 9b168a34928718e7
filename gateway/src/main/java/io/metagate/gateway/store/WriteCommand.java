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

    /** The change of that record; of none, if one is to be made. */
    static WriteCommand of(PermittedWrite write, Optional<Held> held) {
        Optional<BsonDocument> before = held.map(Held::document);
        BsonString collection = new BsonString(write.store().collection());
        if (write instanceof PermittedCreation creation) {
            BsonDocument made = new RawBsonDocument(creation.document());
            BsonDocument command = new BsonDocument("insert", collection).append("documents", list(made));
            return new WriteCommand(command, idOf(made), Optional.empty(), Optional.of(made));
        }
        BsonDocument fetched = before.orElseThrow();
        if (write instanceof PermittedEdit edit) {
            BsonDocument update = new BsonDocument("q", theVery(fetched))
                    .append("u", operators(edit))
                    .append("collation", RecordStore.BINARY.asDocument())
                    .append("upsert", BsonBoolean.FALSE)
                    .append("multi", BsonBoolean.FALSE);
            BsonDocument command = new BsonDocument("update", collection).append("updates", list(update));
            return new WriteCommand(command, idOf(fetched), before, Optional.of(new RawBsonDocument(edit.document())));
        }
        if (write instanceof PermittedRemoval) {
            BsonDocument delete = new BsonDocument("q", theVery(fetched))
                    .append("collation", RecordStore.BINARY.asDocument())
                    .append("limit", new BsonInt32(1));
            BsonDocument command = new BsonDocument("delete", collection).append("deletes", list(delete));
            return new WriteCommand(command, idOf(fetched), before, Optional.empty());
        }
        throw new IllegalArgumentException("a change that is neither of these");
    }

    /** Whether there is nothing for the store to do: an update without operators would replace the record by an empty one. */
    boolean changesNothing() {
        return command.getArray("updates", new BsonArray()).stream()
                .anyMatch(update -> update.asDocument().getDocument("u").isEmpty());
    }

    /** The record as a whole; and once more the fields with arrays in them, which not every store looks at where it compares whole records. */
    private static BsonDocument theVery(BsonDocument fetched) {
        BsonArray same = new BsonArray(List.of(new BsonString("$$ROOT"), new BsonDocument("$literal", fetched)));
        BsonDocument filter = new BsonDocument("_id", idOf(fetched)).append("$expr", new BsonDocument("$eq", same));
        fetched.forEach((name, value) -> {
            if (holdsArray(value) && !name.startsWith("$") && !name.contains(".") && !name.isEmpty()) {
                filter.append(name, new BsonDocument("$eq", value));
            }
        });
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
