package io.metagate.gateway.audit;

import io.metagate.gateway.audit.database.AuditUnavailable.Reason;

/**
 * Why no record can be written.
 *
 * @param reason what it means for accesses
 * @param state the SQLSTATE with what its class is, without anything of a record
 */
record AppendFailure(Reason reason, String state) {

    boolean refusing() {
        return reason == Reason.REFUSING;
    }
}
