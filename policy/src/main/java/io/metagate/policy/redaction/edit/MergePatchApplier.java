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
import java.util.Optional;
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
            } else {
                Optional<PatchOperation.Inside> inside =
                        tag == BsonTag.DOCUMENT ? named.step().inDocument() : Optional.empty();
                if (inside.isPresent()) {
                    byte[] below = merged(inside.get(), nameEnd + 1, end - 1, prefix + named.name() + ".");
                    BsonElement.document(below).writeTo(writer, named.name());
                } else {
                    replace(named, prefix, writer);
                }
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
        String path = prefix + named.name();
        named.step()
                .made()
                .ifPresentOrElse(
                        made -> {
                            made.writeTo(writer, named.name());
                            set.put(path, made);
                        },
                        () -> unset.add(path));
    }
}
