package io.metagate.store;

import io.metagate.store.index.Indexes;

/** What a store says of one collection. */
public sealed interface Holding {

    /** It has the collection, with these indexes. */
    record Indexed(Indexes indexes) implements Holding {}

    /** It has no such collection. */
    record Absent() implements Holding {}

    /** It does not let the user see. */
    record Withheld() implements Holding {}

    /** It gave no answer. */
    record Unanswered() implements Holding {}
}
