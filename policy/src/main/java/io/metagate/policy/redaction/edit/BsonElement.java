package io.metagate.policy.redaction.edit;

import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.bson.BsonWriter;

/** A value in BSON, without a name. */
final class BsonElement {

    private final byte tag;
    private final byte[] value;

    BsonElement(byte tag, byte[] value) {
        this.tag = tag;
        this.value = value;
    }

    static BsonElement document(byte[] bytes) {
        return new BsonElement(BsonTag.DOCUMENT, bytes);
    }

    void writeTo(BsonWriter writer, String name) {
        writer.element(tag, name, value);
    }
}
