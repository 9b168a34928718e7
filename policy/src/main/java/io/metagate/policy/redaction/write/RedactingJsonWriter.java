package io.metagate.policy.redaction.write;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.JsonBuffer;
import io.metagate.policy.redaction.bson.MalformedRecord;
import io.metagate.policy.redaction.key.PseudonymKeys;
import io.metagate.policy.redaction.plan.DocumentNode;
import io.metagate.policy.redaction.plan.FieldDisposition;
import io.metagate.policy.redaction.plan.FieldLeaf;
import io.metagate.policy.redaction.plan.FieldLookupCache;
import io.metagate.policy.redaction.plan.FieldNode;
import io.metagate.policy.redaction.plan.FieldTree;
import java.util.List;

/**
 * Walks records along field trees and writes what is released. For one thread.
 *
 * <p>INVARIANT: a value is written only under a name that the tree releases and with a type that the catalogue declares
 * for it (P1). A document or array that holds nothing of the kind is not written either, as it would tell that there is
 * something hidden (P2).
 */
public final class RedactingJsonWriter {

    /** The most containers in each other that are followed. */
    public static final int DEEPEST = 200;

    private final JsonBuffer json;
    private final ValueWriter values;
    private BsonBytes record = new BsonBytes(new byte[0]);
    private RecordTally counts = new RecordTally(0);
    private final FieldLookupCache order = new FieldLookupCache();
    private long[] lastVisits = new long[0];
    private long visits;

    public RedactingJsonWriter(JsonBuffer json, PseudonymKeys keys) {
        this.json = json;
        this.values = new ValueWriter(json, keys);
    }

    /**
     * Writes a record as a JSON object.
     *
     * @param about the canonical identifiers of the people it is about
     * @throws MalformedRecord if what was walked is not BSON; part of the object may be written then
     */
    public void write(BsonBytes bson, FieldTree tree, RecordTally into, List<SubjectIdentifier> about) {
        record = bson;
        values.about(about);
        counts = into;
        order.follow(tree);
        if (lastVisits.length < tree.size()) {
            lastVisits = new long[tree.size()];
        }
        document(tree.root(), 0, bson.terminator(), 1);
    }

    /** Writes a document; returns whether it has a member. */
    private boolean document(DocumentNode branch, int document, int terminator, int depth) {
        long visit = ++visits;
        json.raw('{');
        int opened = json.size();
        int place = FieldLookupCache.within(branch);
        int at = document + Integer.BYTES;
        while (at < terminator) {
            byte tag = record.at(at);
            FieldNode node = order.find(place, branch, record, at + 1, terminator);
            int from = order.nameEnd() + 1;
            at = record.valueEnd(tag, from, terminator);
            if (releases(node, visit)) {
                member(node, tag, from, at, depth);
            }
            place = FieldLookupCache.behind(node, place);
        }
        boolean written = json.size() > opened;
        json.raw('}');
        return written;
    }

    /** Whether an element of that name is to be looked at; counts it if not. */
    private boolean releases(FieldNode node, long visit) {
        FieldDisposition fate = node.fate();
        if (fate == FieldDisposition.UNLISTED) {
            counts.unclassified();
        } else if (fate != FieldDisposition.UNWANTED) {
            boolean again = lastVisits[node.ordinal()] == visit;
            lastVisits[node.ordinal()] = visit;
            if (again) {
                counts.drifted();
            } else if (fate == FieldDisposition.WITHHELD) {
                counts.withheld();
            } else {
                return true;
            }
        }
        return false;
    }

    private void member(FieldNode node, byte tag, int at, int end, int depth) {
        if (accepts(node, tag, at, end)) {
            int before = json.size();
            json.key(node.key());
            if (!value(node, tag, at, end, depth)) {
                json.truncate(before);
            }
        }
    }

    private boolean accepts(FieldNode node, byte tag, int at, int end) {
        boolean accepted = tag == BsonTag.ARRAY || node.accepts(record, tag, at, end);
        if (!accepted) {
            counts.drifted();
        }
        return accepted;
    }

    /**
     * Writes a value; returns false for what tells of nothing but what is hidden in it. What was written then is to be
     * cut off.
     */
    private boolean value(FieldNode node, byte tag, int at, int end, int depth) {
        if (tag == BsonTag.ARRAY) {
            return array(node, at, end - 1, deeper(depth));
        }
        if (node instanceof FieldLeaf leaf) {
            values.write(leaf, record, tag, at, end, counts);
            return true;
        }
        return tag != BsonTag.NULL && document((DocumentNode) node, at, end - 1, deeper(depth));
    }

    private boolean array(FieldNode node, int array, int terminator, int depth) {
        if (node instanceof FieldLeaf leaf && leaf.alike()) {
            return oneOf(leaf, array, terminator, depth);
        }
        json.raw('[');
        int opened = json.size();
        int at = array + Integer.BYTES;
        boolean empty = at == terminator;
        while (at < terminator) {
            byte tag = record.at(at);
            int from = record.nameEnd(at + 1, terminator) + 1;
            at = record.valueEnd(tag, from, terminator);
            if (accepts(node, tag, from, at)) {
                element(node, tag, from, at, depth);
            }
        }
        boolean written = json.size() > opened;
        json.raw(']');
        return written || (empty && node instanceof FieldLeaf);
    }

    private void element(FieldNode node, byte tag, int at, int end, int depth) {
        int before = json.size();
        json.separate();
        if (!value(node, tag, at, end, depth)) {
            json.truncate(before);
        }
    }

    /**
     * Writes one for all elements of an array, of which each would be the same: how many there are would tell of the
     * values.
     */
    private boolean oneOf(FieldLeaf leaf, int array, int terminator, int depth) {
        boolean written = false;
        int at = array + Integer.BYTES;
        while (at < terminator) {
            byte tag = record.at(at);
            int from = record.nameEnd(at + 1, terminator) + 1;
            at = record.valueEnd(tag, from, terminator);
            written = written || (accepts(leaf, tag, from, at) && value(leaf, tag, from, at, depth));
        }
        return written;
    }

    private static int deeper(int depth) {
        if (depth == DEEPEST) {
            throw MalformedRecord.tooDeep();
        }
        return depth + 1;
    }
}
