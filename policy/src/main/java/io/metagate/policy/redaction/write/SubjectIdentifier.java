package io.metagate.policy.redaction.write;

import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.CanonicalValue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The canonical bytes that identify a person. Comparable, so that a hash table of identifiers that were chosen to
 * collide does not become a list.
 */
public final class SubjectIdentifier implements Comparable<SubjectIdentifier> {

    private final byte[] canonical;
    private final int hash;

    private SubjectIdentifier(byte[] canonical) {
        this.canonical = canonical;
        this.hash = new BsonBytes(canonical).hash();
    }

    /** The identifier that is the value of that type at {@code [at, end)}. */
    public static SubjectIdentifier of(BsonBytes record, byte tag, int at, int end) {
        return new SubjectIdentifier(CanonicalValue.of(record, tag, at, end));
    }

    /** The bytes to read. */
    ByteBuffer canonical() {
        return ByteBuffer.wrap(canonical);
    }

    @Override
    public int compareTo(SubjectIdentifier other) {
        return Arrays.compare(canonical, other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectIdentifier identifier && Arrays.equals(canonical, identifier.canonical);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "SubjectIdentifier[?]";
    }
}
