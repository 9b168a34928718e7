package io.metagate.policy.decision;

/** What became of an edit that was tried on a record. */
public sealed interface UpdateResult permits PermittedPatch, UpdateResult.Refused {

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
    record Refused(Reason reason) implements UpdateResult {}
}
