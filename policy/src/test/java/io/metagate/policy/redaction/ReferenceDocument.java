package io.metagate.policy.redaction;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;

/**
 * A document as the driver reads it, with every element of a name kept.
 *
 * @param members the elements; a value is a {@code BsonValue}, a document or a list of values
 */
record ReferenceDocument(List<Member> members) {

    /** An element. */
    record Member(String name, Object value) {}

    static ReferenceDocument of(byte[] bson) {
        try (BsonReader reader = new BsonBinaryReader(ByteBuffer.wrap(bson))) {
            return document(reader);
        }
    }

    private static ReferenceDocument document(BsonReader reader) {
        List<Member> members = new ArrayList<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            String name = reader.readName();
            members.add(new Member(name, value(reader)));
        }
        reader.readEndDocument();
        return new ReferenceDocument(members);
    }

    private static List<Object> array(BsonReader reader) {
        List<Object> elements = new ArrayList<>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            elements.add(value(reader));
        }
        reader.readEndArray();
        return elements;
    }

    private static Object value(BsonReader reader) {
        return switch (reader.getCurrentBsonType()) {
            case DOCUMENT -> document(reader);
            case ARRAY -> array(reader);
            default ->
                new BsonValueCodec().decode(reader, DecoderContext.builder().build());
        };
    }
}
