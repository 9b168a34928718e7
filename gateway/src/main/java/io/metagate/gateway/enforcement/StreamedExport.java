package io.metagate.gateway.enforcement;

import io.metagate.gateway.audit.AuditReceipt;
import io.metagate.gateway.enforcement.stream.ContentCoding;
import java.io.OutputStream;

/** An export on its way to its client, of which the answer is the first chunk. */
public interface StreamedExport {

    /** How it is packed. */
    ContentCoding coding();

    /** Gives back what it holds, where not even the first chunk is written. */
    void abandon();

    /**
     * Writes the first chunk, which is recorded, and all behind it. Fails for no reason that the client could still be
     * told.
     *
     * @param export the first chunk
     * @param receipt that of its record
     */
    void write(AccessResponse.Export export, AuditReceipt receipt, OutputStream response);
}
