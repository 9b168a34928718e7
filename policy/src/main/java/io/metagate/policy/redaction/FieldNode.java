package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.redaction.bson.JsonBuffer;

/** A name in a {@link FieldTree}. */
abstract sealed class FieldNode permits FieldNode.Unlisted, Branch, Leaf {

    private final byte[] name;
    private final byte[] key;
    private final int ordinal;
    private final Fate fate;

    FieldNode(String name, int ordinal, Fate fate) {
        this.name = BsonName.of(name);
        this.key = key(name);
        this.ordinal = ordinal;
        this.fate = fate;
    }

    /** Whether a value of that type at {@code [at, end)}, which is not an array, is one that the catalogue says is here. */
    abstract boolean accepts(BsonBytes record, byte tag, int at, int end);

    /** The bytes of the name. */
    byte[] name() {
        return name;
    }

    /** The name as a JSON key between a comma and a colon. */
    byte[] key() {
        return key;
    }

    /** The number of this node among those of its tree. */
    int ordinal() {
        return ordinal;
    }

    Fate fate() {
        return fate;
    }

    private static byte[] key(String name) {
        JsonBuffer json = new JsonBuffer(0);
        json.raw(',');
        json.string(name);
        json.raw(':');
        return json.copy();
    }

    /** What stands for all names that are not listed. */
    static final class Unlisted extends FieldNode {

        static final Unlisted NODE = new Unlisted();

        private Unlisted() {
            super("", -1, Fate.UNLISTED);
        }

        @Override
        boolean accepts(BsonBytes record, byte tag, int at, int end) {
            return false;
        }
    }
}
