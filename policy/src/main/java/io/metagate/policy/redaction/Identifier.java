package io.metagate.policy.redaction;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.CanonicalValue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The canonical bytes that identify a person. Comparable, so that a hash table of identifiers that were chosen to
 * collide does not become a list.
 */
final class Identifier implements Comparable<Identifier> {

    private final byte[] canonical;
    private final int hash;

    private Identifier(byte[] canonical) {
        this.canonical = canonical;
        this.hash = new BsonBytes(canonical).hash();
    }

    /** The identifier that is the value of that type at {@code [at, end)}. */
    static Identifier of(BsonBytes record, byte tag, int at, int end) {
        return new Identifier(CanonicalValue.of(record, tag, at, end));
    }

    /** The bytes to read. */
    ByteBuffer canonical() {
        return ByteBuffer.wrap(canonical);
    }

    @Override
    public int compareTo(Identifier other) {
        return Arrays.compare(canonical, other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Identifier identifier && Arrays.equals(canonical, identifier.canonical);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "Identifier[?]";
    }
}
