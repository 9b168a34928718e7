package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.bson.BsonBytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks names up in a tree, first where it found them before: the records of a collection mostly have their names in
 * one order. For one thread.
 *
 * <p>INVARIANT: at a place within or behind a node stands a child of that node, or of its parent, in the tree that is
 * followed; and what stands there is taken only for a name that is its own (P1).
 */
public final class FieldLookupCache {

    private final Map<FieldTree, FieldNode[]> orders = new HashMap<>();
    private FieldTree tree = FieldTree.NONE;
    private FieldNode[] nodes = unknown(tree);
    private int nameEnd;

    /** Looks names up in that tree from now on. What is known of others stays apart. */
    public void follow(FieldTree next) {
        if (tree != next) {
            tree = next;
            nodes = orders.computeIfAbsent(next, FieldLookupCache::unknown);
        }
    }

    /** The place of the first name within a document. */
    public static int within(DocumentNode branch) {
        return 2 * branch.ordinal();
    }

    /**
     * The place of what comes behind that name, which came at the given place: the same one, if the name is not listed.
     */
    public static int behind(FieldNode node, int place) {
        return node == FieldNode.Unlisted.NODE ? place : 2 * node.ordinal() + 1;
    }

    /** The child of the branch whose name starts there, or {@link FieldNode.Unlisted#NODE}. */
    public FieldNode find(int place, DocumentNode branch, BsonBytes record, int name, int terminator) {
        FieldNode expected = nodes[place];
        nameEnd = name + expected.nameLength();
        return expected != FieldNode.Unlisted.NODE && nameEnd < terminator && expected.standsAt(record, name)
                ? expected
                : lookUp(place, branch, record, name, terminator);
    }

    /** The index behind the name that was looked for last. */
    public int nameEnd() {
        return nameEnd;
    }

    private FieldNode lookUp(int place, DocumentNode branch, BsonBytes record, int name, int terminator) {
        nameEnd = record.nameEnd(name, terminator);
        FieldNode node = branch.child(record, name, nameEnd);
        if (node != FieldNode.Unlisted.NODE) {
            nodes[place] = node;
        }
        return node;
    }

    private static FieldNode[] unknown(FieldTree tree) {
        FieldNode[] nodes = new FieldNode[2 * tree.size()];
        Arrays.fill(nodes, FieldNode.Unlisted.NODE);
        return nodes;
    }
}
