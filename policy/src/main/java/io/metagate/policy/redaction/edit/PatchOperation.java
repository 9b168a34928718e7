package io.metagate.policy.redaction.edit;

import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.request.DocumentValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an edit does under one name. */
sealed interface PatchOperation {

    /** Another value. */
    record Put(BsonElement element) implements PatchOperation {}

    /** No value. */
    record Remove() implements PatchOperation {}

    /**
     * Steps in the document there; if there is none, in an empty one.
     *
     * @param below by the bytes of their names, in the order of the names: the one in which a store adds fields
     */
    record Inside(Map<ByteBuffer, Named> below) implements PatchOperation {}

    /** A step and the name under which it is done. */
    record Named(String name, PatchOperation step) {}

    /** The steps of a merge patch (RFC 7396). */
    static Inside of(DocumentValue.Members patch, List<String> at, TypedContent contents) throws WrongType {
        Map<ByteBuffer, Named> below = new LinkedHashMap<>();
        for (Map.Entry<String, DocumentValue> member : new TreeMap<>(patch.members()).entrySet()) {
            String name = member.getKey();
            List<String> there = new ArrayList<>(at);
            there.add(name);
            below.put(ByteBuffer.wrap(BsonName.of(name)), new Named(name, of(member.getValue(), there, contents)));
        }
        return new Inside(below);
    }

    private static PatchOperation of(DocumentValue content, List<String> at, TypedContent contents) throws WrongType {
        if (content.isNull()) {
            return new Remove();
        }
        if (content instanceof DocumentValue.Members members) {
            contents.requireParent(at);
            return of(members, at, contents);
        }
        return new Put(contents.element(content, at));
    }
}
