package io.metagate.policy.redaction.edit;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does the steps of an edit on one record, as a store does them: a field that is there keeps its place, new ones follow
 * in the order of their names. For one thread and one use.
 */
final class MergePatchApplier {

    private final BsonBytes before;
    private final Map<String, BsonElement> set = new LinkedHashMap<>();
    private final List<String> unset = new ArrayList<>();

    MergePatchApplier(BsonBytes before) {
        this.before = before;
    }

    PatchedRecord of(PatchOperation.Inside steps) {
        byte[] after = merged(steps, 0, before.terminator(), "");
        BsonWriter sets = new BsonWriter();
        set.forEach((path, element) -> element.writeTo(sets, path));
        return new PatchedRecord(after, sets.bytes(), unset);
    }

    private byte[] merged(PatchOperation.Inside steps, int document, int terminator, String prefix) {
        BsonWriter writer = new BsonWriter();
        Set<String> met = new HashSet<>();
        int at = document + Integer.BYTES;
        while (at < terminator) {
            byte tag = before.at(at);
            int nameEnd = before.nameEnd(at + 1, terminator);
            int end = before.valueEnd(tag, nameEnd + 1, terminator);
            PatchOperation.Named named = steps.below().get(ByteBuffer.wrap(before.copy(at + 1, nameEnd)));
            if (named == null || !met.add(named.name())) {
                writer.copied(before.copy(at, end));
            } else if (tag == BsonTag.DOCUMENT && named.step() instanceof PatchOperation.Inside inside) {
                byte[] below = merged(inside, nameEnd + 1, end - 1, prefix + named.name() + ".");
                BsonElement.document(below).writeTo(writer, named.name());
            } else {
                replace(named, prefix, writer);
            }
            at = end;
        }
        steps.below().values().stream()
                .filter(named -> !met.contains(named.name()))
                .forEach(named -> replace(named, prefix, writer));
        return writer.bytes();
    }

    /**
     * What is removed is removed where it is not there, too: whether a store has something to do must not depend on
     * what its asker does not see.
     */
    private void replace(PatchOperation.Named named, String prefix, BsonWriter writer) {
        if (named.step() instanceof PatchOperation.Remove) {
            unset.add(prefix + named.name());
        } else {
            BsonElement made = made(named.step());
            made.writeTo(writer, named.name());
            set.put(prefix + named.name(), made);
        }
    }

    private static BsonElement made(PatchOperation step) {
        if (step instanceof PatchOperation.Put put) {
            return put.element();
        }
        BsonWriter writer = new BsonWriter();
        for (PatchOperation.Named named : ((PatchOperation.Inside) step).below().values()) {
            if (!(named.step() instanceof PatchOperation.Remove)) {
                made(named.step()).writeTo(writer, named.name());
            }
        }
        return BsonElement.document(writer.bytes());
    }
}
