package io.metagate.policy.redaction.edit;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;
import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
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
            throw new WrongType(List.of("_id"), Optional.of(collection.id().type()));
        }
        for (Map.Entry<String, DocumentValue> member : members.members().entrySet()) {
            element(member.getValue(), List.of(member.getKey())).writeTo(writer, member.getKey());
        }
        return writer.bytes();
    }

    /** A value at that place, which no array leads to. */
    BsonElement element(DocumentValue content, List<String> at) throws WrongType {
        return content.accept(new Place(at, at));
    }

    /** Refuses a document where the catalogue lists a value. */
    void requireParent(List<String> at) throws WrongType {
        new Place(at, at).requireParent();
    }

    /** Where content is to stand: in which field, and in which item of its arrays. */
    private final class Place implements DocumentVisitor<BsonElement, WrongType> {

        private final List<String> at;
        private final List<String> place;

        private Place(List<String> at, List<String> place) {
            this.at = at;
            this.place = place;
        }

        @Override
        public BsonElement scalar(DocumentValue.Scalar scalar) throws WrongType {
            if (scalar.isNull()) {
                return new BsonElement(BsonTag.NULL, new byte[0]);
            }
            BsonWriter writer = new BsonWriter();
            Optional<FieldType> type = declared();
            if (type.isEmpty() || !TypedScalar.write(scalar.value(), type.get(), writer, "")) {
                throw new WrongType(place, type);
            }
            // a document of one element: its length, a tag, an empty name, the value, a zero
            byte[] one = writer.bytes();
            return new BsonElement(one[4], Arrays.copyOfRange(one, 6, one.length - 1));
        }

        @Override
        public BsonElement items(DocumentValue.Items items) throws WrongType {
            requireSeveral();
            BsonWriter writer = new BsonWriter();
            for (int n = 0; n < items.items().size(); n++) {
                String name = Integer.toString(n);
                items.items().get(n).accept(new Place(at, below(place, name))).writeTo(writer, name);
            }
            return new BsonElement(BsonTag.ARRAY, writer.bytes());
        }

        @Override
        public BsonElement members(DocumentValue.Members members) throws WrongType {
            requireParent();
            BsonWriter writer = new BsonWriter();
            for (Map.Entry<String, DocumentValue> member : members.members().entrySet()) {
                String name = member.getKey();
                Place below = new Place(below(at, name), below(place, name));
                member.getValue().accept(below).writeTo(writer, name);
            }
            return BsonElement.document(writer.bytes());
        }

        private void requireParent() throws WrongType {
            if (declared().isPresent()) {
                throw new WrongType(place, declared());
            }
        }

        /** Refuses an array where a field stands, or is in there, that has one value. */
        private void requireSeveral() throws WrongType {
            FieldPath path = new FieldPath(at);
            if (singles.stream().anyMatch(field -> field.equals(path) || field.isBelow(path))) {
                throw new WrongType(place, declared());
            }
        }

        private Optional<FieldType> declared() {
            return collection.field(new FieldPath(at)).map(Field::type);
        }
    }

    private static List<String> below(List<String> place, String name) {
        List<String> below = new ArrayList<>(place);
        below.add(name);
        return below;
    }
}
