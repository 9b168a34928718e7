package io.metagate.policy.request;

import java.util.Optional;

/** What somebody wants done to one record. */
public sealed interface RecordChange {

    /** What it is, as a policy names it. */
    Action action();

    /**
     * A new record.
     *
     * @param id its identifier; absent if there is none
     * @param chosen whether whoever asks has chosen the identifier, and so writes it
     * @param members its content without the identifier
     */
    record Create(Optional<ScalarValue> id, boolean chosen, DocumentValue.Members members) implements RecordChange {
        public Create {
            if (chosen && id.isEmpty()) {
                throw new IllegalArgumentException("what was chosen is there");
            }
        }

        @Override
        public Action action() {
            return Action.CREATE;
        }
    }

    /**
     * Other values for some fields (RFC 7396): null removes, documents are merged, anything else replaces.
     *
     * @param id which record
     * @param patch the values
     */
    record Update(ScalarValue id, DocumentValue.Members patch) implements RecordChange {
        @Override
        public Action action() {
            return Action.UPDATE;
        }
    }

    /** The removal of the record of that identifier. */
    record Delete(ScalarValue id) implements RecordChange {
        @Override
        public Action action() {
            return Action.DELETE;
        }
    }

    /** The identifier of the record; null is that of none. */
    default ScalarValue record() {
        if (this instanceof Create create) {
            return create.id().orElse(new ScalarValue.Null());
        }
        return this instanceof Update update ? update.id() : ((Delete) this).id();
    }
}
