package io.metagate.store;

import io.metagate.store.index.CollectionIndexes;

/** What a store says of one collection. */
public sealed interface CollectionStatus {

    /** What the visitor does with this variant. */
    <R> R accept(CollectionStatusVisitor<R> visitor);

    /** Does something with what a store says, for each variant what is due to it. */
    interface CollectionStatusVisitor<R> {

        R indexed(Indexed indexed);

        R absent(Absent absent);

        R withheld(Withheld withheld);

        R unanswered(Unanswered unanswered);
    }

    /** It has the collection, with these indexes. */
    record Indexed(CollectionIndexes indexes) implements CollectionStatus {
        @Override
        public <R> R accept(CollectionStatusVisitor<R> visitor) {
            return visitor.indexed(this);
        }
    }

    /** It has no such collection. */
    record Absent() implements CollectionStatus {
        @Override
        public <R> R accept(CollectionStatusVisitor<R> visitor) {
            return visitor.absent(this);
        }
    }

    /** It does not let the user see. */
    record Withheld() implements CollectionStatus {
        @Override
        public <R> R accept(CollectionStatusVisitor<R> visitor) {
            return visitor.withheld(this);
        }
    }

    /** It gave no answer. */
    record Unanswered() implements CollectionStatus {
        @Override
        public <R> R accept(CollectionStatusVisitor<R> visitor) {
            return visitor.unanswered(this);
        }
    }
}
