package io.metagate.gateway.audit;

import io.metagate.audit.merkle.MerkleHash;
import io.metagate.policy.redaction.Evidence;
import java.util.UUID;

/** Says that a record is durable in the audit log. INVARIANT: made only for what a clean commit wrote (P3). */
public final class AuditReceipt implements Evidence {

    private final UUID id;
    private final MerkleHash leafHash;

    AuditReceipt(UUID id, MerkleHash leafHash) {
        this.id = id;
        this.leafHash = leafHash;
    }

    /** The id of the record. */
    public UUID id() {
        return id;
    }

    /** The hash of its leaf, by which it can be proven to be in the log. */
    public MerkleHash leafHash() {
        return leafHash;
    }
}
