package io.metagate.policy.request;

import io.metagate.policy.request.value.DocumentValue;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.request.visitor.ChangeVisitor;
import java.util.Optional;

/** What somebody wants done to one record. */
public sealed interface RecordChange {

    /** What it is, as a policy names it. */
    Action action();

    /** The identifier of the record; null is that of none. */
    ScalarValue record();

    /** What the visitor does with this variant. */
    <R, E extends Exception> R accept(ChangeVisitor<R, E> visitor) throws E;

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

        @Override
        public ScalarValue record() {
            return id.orElse(new ScalarValue.Null());
        }

        @Override
        public <R, E extends Exception> R accept(ChangeVisitor<R, E> visitor) throws E {
            return visitor.create(this);
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

        @Override
        public ScalarValue record() {
            return id;
        }

        @Override
        public <R, E extends Exception> R accept(ChangeVisitor<R, E> visitor) throws E {
            return visitor.update(this);
        }
    }

    /** The removal of the record of that identifier. */
    record Delete(ScalarValue id) implements RecordChange {
        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public ScalarValue record() {
            return id;
        }

        @Override
        public <R, E extends Exception> R accept(ChangeVisitor<R, E> visitor) throws E {
            return visitor.delete(this);
        }
    }
}
