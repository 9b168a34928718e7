package io.metagate.gateway.enforcement.export;

import io.metagate.audit.ExportPart.Manner;
import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.ExportChunk;

/** What an export does next. */
sealed interface ExportStep {

    /** The request as far as the chunk is concerned, or what it came to. */
    AuthenticatedRequest part();

    /**
     * It sends a chunk.
     *
     * @param receipt says that the chunk is recorded
     */
    record Send(AuthenticatedRequest part, ExportChunk chunk, AuditReceipt receipt) implements ExportStep {}

    /**
     * It ends.
     *
     * @param part that of the chunk that was the last one, or could not be
     * @param answer a refusal, if the gateway ends it
     */
    record Finish(AuthenticatedRequest part, Manner manner, AccessResponse answer) implements ExportStep {

        private static final AccessResponse NOTHING_MORE = new AccessResponse.Document("", "application/x-ndjson");

        static Finish complete(AuthenticatedRequest part) {
            return new Finish(part, Manner.COMPLETE, NOTHING_MORE);
        }

        static Finish aborted(AuthenticatedRequest part) {
            return new Finish(part, Manner.ABORTED, NOTHING_MORE);
        }

        static Finish refused(AuthenticatedRequest part, AccessResponse refusal) {
            return new Finish(part, Manner.FAILED, refusal);
        }
    }
}
