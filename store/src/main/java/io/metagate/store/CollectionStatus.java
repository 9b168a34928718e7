package io.metagate.store;

import io.metagate.store.index.CollectionIndexes;

/** What a store says of one collection. */
public sealed interface CollectionStatus {

    /** It has the collection, with these indexes. */
    record Indexed(CollectionIndexes indexes) implements CollectionStatus {}

    /** It has no such collection. */
    record Absent() implements CollectionStatus {}

    /** It does not let the user see. */
    record Withheld() implements CollectionStatus {}

    /** It gave no answer. */
    record Unanswered() implements CollectionStatus {}
}
