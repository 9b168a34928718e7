package io.metagate.audit;

import java.util.Optional;

/**
 * Where a record was made.
 *
 * @param trace trace id (W3C Trace Context), 32 digits of lower-case hex
 * @param replica the name of the gateway's replica
 */
public record Origin(Optional<String> trace, String replica) {

    public Origin {
        Token.TRACE_ID.require("trace id", trace);
        Token.NAME.require("replica", replica);
    }
}
