package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import java.util.Arrays;
import java.util.List;

/** A document that holds listed fields. Its names are in a hash table with open addressing, at most half full. */
final class Branch extends FieldNode {

    private final FieldNode[] table;

    Branch(String name, int ordinal, Fate fate, List<FieldNode> children) {
        super(name, ordinal, fate);
        this.table = new FieldNode[Integer.highestOneBit(Math.max(children.size(), 1)) * 4];
        Arrays.fill(table, Unlisted.NODE);
        children.forEach(this::put);
    }

    /** The child whose name is at {@code [from, to)}, or {@link FieldNode.Unlisted#NODE}. */
    FieldNode child(BsonBytes record, int from, int to) {
        int slot = slot(to - from, record.at(from), record.at(to - (to > from ? 1 : 0)));
        FieldNode node = table[slot];
        while (node != Unlisted.NODE && !record.matches(from, to, node.name())) {
            slot = (slot + 1) & (table.length - 1);
            node = table[slot];
        }
        return node;
    }

    @Override
    boolean accepts(BsonBytes record, byte tag, int at, int end) {
        return tag == BsonTag.DOCUMENT || tag == BsonTag.NULL;
    }

    private void put(FieldNode child) {
        byte[] name = child.name();
        int slot = slot(name.length, name[0], name[name.length - 1]);
        while (table[slot] != Unlisted.NODE) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = child;
    }

    private int slot(int length, byte first, byte last) {
        int hash = (length * 31 + first) * 31 + last;
        return (hash ^ (hash >>> 7)) & (table.length - 1);
    }
}
