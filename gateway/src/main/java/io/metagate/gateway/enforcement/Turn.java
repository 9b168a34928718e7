package io.metagate.gateway.enforcement;

import io.metagate.audit.ExportPart.Manner;
import io.metagate.gateway.evidence.AuditReceipt;

/** What an export does next. */
sealed interface Turn {

    /** The trail of the chunk, or of what it came to. */
    Trail trail();

    /**
     * It sends a chunk.
     *
     * @param receipt says that the chunk is recorded
     */
    record Send(Trail trail, Chunk chunk, AuditReceipt receipt) implements Turn {}

    /**
     * It ends.
     *
     * @param trail of the chunk that was the last one, or could not be
     * @param answer a refusal, if the gateway ends it
     */
    record End(Trail trail, Manner manner, Answer answer) implements Turn {

        private static final Answer NOTHING_MORE = new Answer.Document("", "application/x-ndjson");

        static End complete(Trail trail) {
            return new End(trail, Manner.COMPLETE, NOTHING_MORE);
        }

        static End aborted(Trail trail) {
            return new End(trail, Manner.ABORTED, NOTHING_MORE);
        }

        static End refused(Trail trail, Answer refusal) {
            return new End(trail, Manner.FAILED, refusal);
        }
    }
}
