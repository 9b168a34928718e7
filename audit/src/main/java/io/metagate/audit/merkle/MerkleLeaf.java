package io.metagate.audit.merkle;

import io.metagate.audit.AuditRecord;
import io.metagate.audit.AuditRecordSerializer;
import io.metagate.audit.ListTruncation;
import io.metagate.audit.json.CanonicalJson;

/**
 * The bytes that the log keeps of a record: canonical JSON of at most 16 KiB. The lists of a record that would be
 * larger are cut, always the same way, and the leaf says {@code "truncated":true}.
 */
public final class MerkleLeaf {

    /** The most bytes that a leaf has. */
    public static final int MOST_BYTES = 16 * 1024;

    private final byte[] bytes;
    private final MerkleHash hash;

    private MerkleLeaf(byte[] bytes) {
        this.bytes = bytes;
        this.hash = MerkleHash.ofLeaf(bytes);
    }

    /** The leaf of that record. Equal records have equal leaves. */
    public static MerkleLeaf of(AuditRecord record) {
        for (ListTruncation cut : ListTruncation.TRIES) {
            byte[] bytes = CanonicalJson.bytes(AuditRecordSerializer.of(record, cut));
            if (bytes.length <= MOST_BYTES) {
                return new MerkleLeaf(bytes);
            }
        }
        throw new IllegalStateException("the parts of a record are bounded so that it fits without its lists");
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its hash in the Merkle tree. */
    public MerkleHash hash() {
        return hash;
    }
}
