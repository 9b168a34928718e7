package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.redaction.bson.FixedText;

/** A name in a {@link FieldTree}. */
public abstract sealed class FieldNode permits FieldNode.Unlisted, DocumentNode, FieldLeaf {

    private final byte[] name;
    private final long head;
    private final long tail;
    private final FixedText key;
    private final int ordinal;
    private final FieldDisposition fate;

    FieldNode(String name, int ordinal, FieldDisposition fate) {
        this.name = BsonName.of(name);
        BsonBytes bytes = new BsonBytes(this.name);
        this.head = bytes.head(0, this.name.length);
        this.tail = bytes.tail(0, this.name.length);
        this.key = FixedText.key(name);
        this.ordinal = ordinal;
        this.fate = fate;
    }

    /**
     * Whether a value of that type at {@code [at, end)}, which is not an array, is one that the catalogue says is here.
     */
    public abstract boolean accepts(BsonBytes record, byte tag, int at, int end);

    /** The start of the name. */
    long head() {
        return head;
    }

    /** The end of the name. */
    long tail() {
        return tail;
    }

    /** Whether the name at {@code [from, to)} of a record, which starts and ends so, is this one. */
    boolean isNamed(BsonBytes record, int from, int to, long start, long end) {
        // head and tail are all there is of a name of up to two words
        return head == start
                && tail == end
                && name.length == to - from
                && (name.length <= 2 * Long.BYTES || record.matches(from, to, name));
    }

    /** Whether this name stands there, with its zero byte behind it. */
    boolean standsAt(BsonBytes record, int at) {
        int end = at + name.length;
        return end < record.length()
                && record.at(end) == 0
                && isNamed(record, at, end, record.head(at, end), record.tail(at, end));
    }

    /** How many bytes the name has. */
    int nameLength() {
        return name.length;
    }

    /** The name as a JSON key between a comma and a colon. */
    public FixedText key() {
        return key;
    }

    /** The number of this node among those of its tree. */
    public int ordinal() {
        return ordinal;
    }

    public FieldDisposition fate() {
        return fate;
    }

    /** What stands for all names that are not listed. */
    public static final class Unlisted extends FieldNode {

        public static final Unlisted NODE = new Unlisted();

        private Unlisted() {
            super("", -1, FieldDisposition.UNLISTED);
        }

        @Override
        public boolean accepts(BsonBytes record, byte tag, int at, int end) {
            return false;
        }
    }
}
