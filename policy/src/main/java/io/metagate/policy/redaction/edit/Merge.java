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
final class Merge {

    private final BsonBytes before;
    private final Map<String, Element> set = new LinkedHashMap<>();
    private final List<String> unset = new ArrayList<>();

    Merge(BsonBytes before) {
        this.before = before;
    }

    Edited of(Step.Inside steps) {
        byte[] after = merged(steps, 0, before.terminator(), "");
        BsonWriter sets = new BsonWriter();
        set.forEach((path, element) -> element.writeTo(sets, path));
        return new Edited(after, sets.bytes(), unset);
    }

    private byte[] merged(Step.Inside steps, int document, int terminator, String prefix) {
        BsonWriter writer = new BsonWriter();
        Set<String> met = new HashSet<>();
        int at = document + Integer.BYTES;
        while (at < terminator) {
            byte tag = before.at(at);
            int nameEnd = before.nameEnd(at + 1, terminator);
            int end = before.valueEnd(tag, nameEnd + 1, terminator);
            Step.Named named = steps.below().get(ByteBuffer.wrap(before.copy(at + 1, nameEnd)));
            if (named == null || !met.add(named.name())) {
                writer.copied(before.copy(at, end));
            } else if (tag == BsonTag.DOCUMENT && named.step() instanceof Step.Inside inside) {
                byte[] below = merged(inside, nameEnd + 1, end - 1, prefix + named.name() + ".");
                Element.document(below).writeTo(writer, named.name());
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
    private void replace(Step.Named named, String prefix, BsonWriter writer) {
        if (named.step() instanceof Step.Remove) {
            unset.add(prefix + named.name());
        } else {
            Element made = made(named.step());
            made.writeTo(writer, named.name());
            set.put(prefix + named.name(), made);
        }
    }

    private static Element made(Step step) {
        if (step instanceof Step.Put put) {
            return put.element();
        }
        BsonWriter writer = new BsonWriter();
        for (Step.Named named : ((Step.Inside) step).below().values()) {
            if (!(named.step() instanceof Step.Remove)) {
                made(named.step()).writeTo(writer, named.name());
            }
        }
        return Element.document(writer.bytes());
    }
}
