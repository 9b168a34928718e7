package io.metagate.audit;

import io.metagate.audit.text.TextFormat;
import java.util.Optional;

/**
 * Where a record was made.
 *
 * @param trace trace id (W3C Trace Context), 32 digits of lower-case hex
 * @param replica the name of the gateway's replica
 */
public record RecordOrigin(Optional<String> trace, String replica) {

    public RecordOrigin {
        TextFormat.TRACE_ID.require("trace id", trace);
        TextFormat.NAME.require("replica", replica);
    }
}
