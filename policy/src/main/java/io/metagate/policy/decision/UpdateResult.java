package io.metagate.policy.decision;

import java.util.function.Function;

/** What became of an edit that was tried on a record. */
public sealed interface UpdateResult permits PermittedPatch, UpdateResult.Refused {

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super PermittedPatch, ? extends R> permitted, Function<? super Refused, ? extends R> refused);

    /** Why an edit is not done to a record. */
    enum Reason {
        /** The record is in the row scope of no permit that grants the edit; to whoever asks, there is none. */
        NOT_IN_SCOPE,
        /** It would destroy what no permit grants writing, or what nobody listed. */
        DESTROYS_OTHERS,
        /** The record would be in no such row scope afterwards. */
        LEAVES_SCOPE
    }

    /** The edit is not done. */
    record Refused(Reason reason) implements UpdateResult {
        @Override
        public <R> R fold(
                Function<? super PermittedPatch, ? extends R> permitted,
                Function<? super Refused, ? extends R> refused) {
            return refused.apply(this);
        }
    }
}
