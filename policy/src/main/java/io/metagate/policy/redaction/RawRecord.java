package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;

/** A record as the store holds it, closed to everyone but the redactor. */
public final class RawRecord {

    private final BsonBytes bytes;

    /**
     * A record.
     *
     * @param bson one BSON document; not copied, so that whoever made it must let go of it
     */
    public RawRecord(byte[] bson) {
        this.bytes = new BsonBytes(bson);
    }

    /** Its size in bytes. */
    public int size() {
        return bytes.length();
    }

    BsonBytes bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "RawRecord[?]";
    }
}
