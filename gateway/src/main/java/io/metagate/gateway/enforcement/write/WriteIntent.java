package io.metagate.gateway.enforcement.write;

import io.metagate.audit.AuditRecord;
import io.metagate.gateway.audit.AuditReceipt;

/** A change that the audit log knows to be about to be done. */
public final class WriteIntent {

    private final AuditRecord record;
    private final AuditReceipt receipt;

    WriteIntent(AuditRecord record, AuditReceipt receipt) {
        this.record = record;
        this.receipt = receipt;
    }

    AuditRecord record() {
        return record;
    }

    AuditReceipt receipt() {
        return receipt;
    }
}
