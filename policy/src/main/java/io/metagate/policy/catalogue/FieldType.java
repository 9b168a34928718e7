package io.metagate.policy.catalogue;

import java.util.Arrays;
import java.util.Optional;

/**
 * The declared type of a field. A value of the store whose BSON type is none of those that the declared type stands for
 * has drifted and does not leave. A BSON null is a value of every type. An array is a value of a type when its elements
 * are.
 */
public enum FieldType {
    /** BSON string. */
    STRING("string"),
    /** BSON 32-bit or 64-bit integer. */
    INT("int"),
    /** BSON double, or an integer where the writer dropped the fraction. */
    DOUBLE("double"),
    /** BSON decimal128. */
    DECIMAL("decimal"),
    /** BSON boolean. */
    BOOL("bool"),
    /** BSON UTC datetime. */
    DATE("date"),
    /** BSON ObjectId. */
    OBJECT_ID("objectId"),
    /** BSON binary of subtype 4. */
    UUID("uuid"),
    /** BSON binary of any other subtype. */
    BINARY("binary");

    private final String wireName;

    FieldType(String wireName) {
        this.wireName = wireName;
    }

    /** The name of this type in a bundle and in answers. */
    public String wireName() {
        return wireName;
    }

    /** The type of that wire name, if there is one. */
    public static Optional<FieldType> of(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
    }

    /** Whether a record may be identified by values of this type. */
    public boolean identifies() {
        return this == STRING || this == INT || this == OBJECT_ID || this == UUID;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
