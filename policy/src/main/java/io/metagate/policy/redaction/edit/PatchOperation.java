package io.metagate.policy.redaction.edit;

import io.metagate.policy.redaction.bson.BsonName;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.visitor.DocumentVisitor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an edit does under one name. */
sealed interface PatchOperation {

    /** What stands there afterwards if no document stood there before; empty if nothing does. */
    Optional<BsonElement> made();

    /** What it does in a document that stands there; empty if it takes the document's place or removes it. */
    Optional<Inside> inDocument();

    /** Another value. */
    record Put(BsonElement element) implements PatchOperation {
        @Override
        public Optional<BsonElement> made() {
            return Optional.of(element);
        }

        @Override
        public Optional<Inside> inDocument() {
            return Optional.empty();
        }
    }

    /** No value. */
    record Remove() implements PatchOperation {
        @Override
        public Optional<BsonElement> made() {
            return Optional.empty();
        }

        @Override
        public Optional<Inside> inDocument() {
            return Optional.empty();
        }
    }

    /**
     * Steps in the document there; if there is none, in an empty one.
     *
     * @param below by the bytes of their names, in the order of the names: the one in which a store adds fields
     */
    record Inside(Map<ByteBuffer, Named> below) implements PatchOperation {
        @Override
        public Optional<BsonElement> made() {
            BsonWriter writer = new BsonWriter();
            below.values().forEach(named -> named.step().made().ifPresent(made -> made.writeTo(writer, named.name())));
            return Optional.of(BsonElement.document(writer.bytes()));
        }

        @Override
        public Optional<Inside> inDocument() {
            return Optional.of(this);
        }
    }

    /** A step and the name under which it is done. */
    record Named(String name, PatchOperation step) {}

    /** The steps of a merge patch (RFC 7396). */
    static Inside of(DocumentValue.Members patch, List<String> at, TypedContent contents) throws WrongType {
        Map<ByteBuffer, Named> below = new LinkedHashMap<>();
        for (Map.Entry<String, DocumentValue> member : new TreeMap<>(patch.members()).entrySet()) {
            String name = member.getKey();
            List<String> there = new ArrayList<>(at);
            there.add(name);
            below.put(
                    ByteBuffer.wrap(BsonName.of(name)),
                    new Named(name, member.getValue().accept(new OperationOf(there, contents))));
        }
        return new Inside(below);
    }

    /** What a patch does at that place. */
    record OperationOf(List<String> at, TypedContent contents) implements DocumentVisitor<PatchOperation, WrongType> {
        @Override
        public PatchOperation scalar(DocumentValue.Scalar scalar) throws WrongType {
            return scalar.isNull() ? new Remove() : new Put(contents.element(scalar, at));
        }

        @Override
        public PatchOperation items(DocumentValue.Items items) throws WrongType {
            return new Put(contents.element(items, at));
        }

        @Override
        public PatchOperation members(DocumentValue.Members members) throws WrongType {
            contents.requireParent(at);
            return of(members, at, contents);
        }
    }
}
