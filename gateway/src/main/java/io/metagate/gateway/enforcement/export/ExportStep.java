package io.metagate.gateway.enforcement.export;

import io.metagate.audit.ExportPart.Manner;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AccessTrace;
import io.metagate.gateway.enforcement.ExportChunk;

/** What an export does next. */
sealed interface ExportStep {

    /** The trail of the chunk, or of what it came to. */
    AccessTrace trail();

    /**
     * It sends a chunk.
     *
     * @param receipt says that the chunk is recorded
     */
    record Send(AccessTrace trail, ExportChunk chunk, AuditReceipt receipt) implements ExportStep {}

    /**
     * It ends.
     *
     * @param trail of the chunk that was the last one, or could not be
     * @param answer a refusal, if the gateway ends it
     */
    record End(AccessTrace trail, Manner manner, AccessResponse answer) implements ExportStep {

        private static final AccessResponse NOTHING_MORE = new AccessResponse.Document("", "application/x-ndjson");

        static End complete(AccessTrace trail) {
            return new End(trail, Manner.COMPLETE, NOTHING_MORE);
        }

        static End aborted(AccessTrace trail) {
            return new End(trail, Manner.ABORTED, NOTHING_MORE);
        }

        static End refused(AccessTrace trail, AccessResponse refusal) {
            return new End(trail, Manner.FAILED, refusal);
        }
    }
}
