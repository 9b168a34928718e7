package io.metagate.policy.redaction.edit;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.request.DocumentValue;
import io.metagate.policy.request.ScalarValue;
import io.metagate.policy.request.visitor.DocumentVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes content in BSON, as the catalogue has it. INVARIANT: what it writes stands under listed names and has their
 * declared types, so that nothing is stored that could never leave again (P1).
 */
public final class TypedContent {

    private final Collection collection;
    private final Set<FieldPath> singles;

    /**
     * Content of records of that collection.
     *
     * @param singles the fields of it that have one value in a record, wherever they stand
     */
    public TypedContent(Collection collection, Set<FieldPath> singles) {
        this.collection = collection;
        this.singles = Set.copyOf(singles);
    }

    /** All fields that there are. */
    Set<FieldPath> listed() {
        return collection.allFields().stream().map(Field::path).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A whole record.
     *
     * @param id its identifier
     * @param members everything else
     */
    public byte[] record(ScalarValue id, DocumentValue.Members members) throws WrongType {
        BsonWriter writer = new BsonWriter();
        if (id.isNull() || !TypedScalar.write(id, collection.id().type(), writer, "_id")) {
            throw new WrongType();
        }
        for (Map.Entry<String, DocumentValue> member : members.members().entrySet()) {
            write(member.getValue(), List.of(member.getKey()), writer, member.getKey());
        }
        return writer.bytes();
    }

    /** A value at that place. */
    BsonElement element(DocumentValue content, List<String> at) throws WrongType {
        return content.accept(new Place(at));
    }

    /** Refuses a document where the catalogue lists a value. */
    void requireParent(List<String> at) throws WrongType {
        if (collection.field(new FieldPath(at)).isPresent()) {
            throw new WrongType();
        }
    }

    /** Refuses an array where a field stands, or is in there, that has one value. */
    private void requireSeveral(List<String> at) throws WrongType {
        FieldPath place = new FieldPath(at);
        if (singles.stream().anyMatch(field -> field.equals(place) || field.isBelow(place))) {
            throw new WrongType();
        }
    }

    private void write(DocumentValue content, List<String> at, BsonWriter writer, String name) throws WrongType {
        element(content, at).writeTo(writer, name);
    }

    /** Where content is to stand. */
    private final class Place implements DocumentVisitor<BsonElement, WrongType> {

        private final List<String> at;

        private Place(List<String> at) {
            this.at = at;
        }

        @Override
        public BsonElement scalar(DocumentValue.Scalar scalar) throws WrongType {
            if (scalar.isNull()) {
                return new BsonElement(BsonTag.NULL, new byte[0]);
            }
            BsonWriter writer = new BsonWriter();
            Optional<Field> field = collection.field(new FieldPath(at));
            if (field.isEmpty()
                    || !TypedScalar.write(scalar.value(), field.get().type(), writer, "")) {
                throw new WrongType();
            }
            // a document of one element: its length, a tag, an empty name, the value, a zero
            byte[] one = writer.bytes();
            return new BsonElement(one[4], Arrays.copyOfRange(one, 6, one.length - 1));
        }

        @Override
        public BsonElement items(DocumentValue.Items items) throws WrongType {
            requireSeveral(at);
            BsonWriter writer = new BsonWriter();
            for (int n = 0; n < items.items().size(); n++) {
                write(items.items().get(n), at, writer, Integer.toString(n));
            }
            return new BsonElement(BsonTag.ARRAY, writer.bytes());
        }

        @Override
        public BsonElement members(DocumentValue.Members members) throws WrongType {
            requireParent(at);
            BsonWriter writer = new BsonWriter();
            for (Map.Entry<String, DocumentValue> member : members.members().entrySet()) {
                List<String> below = new ArrayList<>(at);
                below.add(member.getKey());
                write(member.getValue(), below, writer, member.getKey());
            }
            return BsonElement.document(writer.bytes());
        }
    }
}
