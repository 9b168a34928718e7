package io.metagate.gateway.store.query;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The values that MongoDB compares with each other, in the order in which it sorts those that it does not. Left out are
 * arrays, which have no place in an order, and for which a store would read a whole index; and what was given up long
 * ago: undefined, symbols, pointers and code.
 */
enum TypeBracket {
    LEAST("minKey"),
    /** Null, which also stands for no value; {@code $type} finds no record of the latter. */
    NOTHING("null"),
    /** Numbers of all kinds. Those that are not a number stand first, and are neither less nor greater than any. */
    NUMBER("number"),
    TEXT("string"),
    DOCUMENT("object"),
    BINARY("binData"),
    OBJECT_ID("objectId"),
    TRUTH("bool"),
    DATE("date"),
    TIMESTAMP("timestamp"),
    PATTERN("regex"),
    MOST("maxKey");

    private final String alias;

    TypeBracket(String alias) {
        this.alias = alias;
    }

    /** The bracket of a stored value; empty if that is an array, or of a type that was given up. */
    static Optional<TypeBracket> of(BsonValue value) {
        return Optional.ofNullable(
                switch (value.getBsonType()) {
                    case MIN_KEY -> LEAST;
                    case NULL -> NOTHING;
                    case INT32, INT64, DOUBLE, DECIMAL128 -> NUMBER;
                    case STRING -> TEXT;
                    case DOCUMENT -> DOCUMENT;
                    case BINARY -> BINARY;
                    case OBJECT_ID -> OBJECT_ID;
                    case BOOLEAN -> TRUTH;
                    case DATE_TIME -> DATE;
                    case TIMESTAMP -> TIMESTAMP;
                    case REGULAR_EXPRESSION -> PATTERN;
                    case MAX_KEY -> MOST;
                    default -> null;
                });
    }

    /** The types above as far as that one, as {@code $type} has them. */
    BsonArray above(TypeBracket furthest) {
        return types(other -> other.compareTo(this) > 0 && other.compareTo(furthest) <= 0);
    }

    /** The types below but null as far as that one, as {@code $type} has them. */
    BsonArray below(TypeBracket furthest) {
        return types(other -> other.compareTo(this) < 0 && other.compareTo(furthest) >= 0 && other != NOTHING);
    }

    private static BsonArray types(Predicate<TypeBracket> wanted) {
        return new BsonArray(Stream.of(values())
                .filter(wanted)
                .map(bracket -> new BsonString(bracket.alias))
                .toList());
    }
}
