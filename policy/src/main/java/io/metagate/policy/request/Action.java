package io.metagate.policy.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a principal wants to do with the records of a collection. */
public enum Action {
    /** One record by its identifier. */
    READ,
    /** A page of records. */
    SEARCH,
    /** How many records there are. */
    COUNT,
    /** All records, as a stream. */
    EXPORT,
    /** A new record. */
    CREATE,
    /** Changes to a record. */
    UPDATE,
    /** A record's removal. */
    DELETE,
    /** What one would get, and why. */
    EXPLAIN,
    /** What a token stands for. */
    REVEAL;

    /** Whether it looks for records by what is in them, so that each field of its filter is used. */
    public boolean filters() {
        return this != READ && this != REVEAL;
    }

    /** Whether it gives fields their values, so that the fields which it names are those that it writes. */
    public boolean writes() {
        return this == CREATE || this == UPDATE;
    }

    /** The name of this action in a bundle, an answer and the audit log. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of that wire name, if there is one. */
    public static Optional<Action> of(String wireName) {
        return Arrays.stream(values())
                .filter(a -> a.wireName().equals(wireName))
                .findFirst();
    }
}
