package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import java.util.Arrays;
import java.util.List;

/** A document that holds listed fields. Its names are in a hash table with open addressing, at most half full. */
public final class DocumentNode extends FieldNode {

    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private final FieldNode[] table;
    private final int shift;

    DocumentNode(String name, int ordinal, FieldDisposition fate, List<FieldNode> children) {
        super(name, ordinal, fate);
        this.table = new FieldNode[Integer.highestOneBit(Math.max(children.size(), 1)) * 4];
        this.shift = Long.numberOfLeadingZeros(table.length) + 1;
        Arrays.fill(table, Unlisted.NODE);
        children.forEach(this::put);
    }

    /** The child whose name is at {@code [from, to)}, or {@link FieldNode.Unlisted#NODE}. */
    public FieldNode child(BsonBytes record, int from, int to) {
        long head = record.head(from, to);
        long tail = record.tail(from, to);
        int slot = slot(head, tail);
        FieldNode node = table[slot];
        while (node != Unlisted.NODE && !node.isNamed(record, from, to, head, tail)) {
            slot = (slot + 1) & (table.length - 1);
            node = table[slot];
        }
        return node;
    }

    @Override
    public boolean accepts(BsonBytes record, byte tag, int at, int end) {
        return tag == BsonTag.DOCUMENT || tag == BsonTag.NULL;
    }

    private void put(FieldNode child) {
        int slot = slot(child.head(), child.tail());
        while (table[slot] != Unlisted.NODE) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = child;
    }

    private int slot(long head, long tail) {
        return (int) (((head + Long.rotateLeft(tail, 31)) * GOLDEN_RATIO) >>> shift);
    }
}
