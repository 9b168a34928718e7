package io.metagate.audit;

/**
 * The bytes that the log keeps of a record: canonical JSON of at most 16 KiB. The lists of a record that would be
 * larger are cut, always the same way, and the leaf says {@code "truncated":true}.
 */
public final class Leaf {

    /** The most bytes that a leaf has. */
    public static final int MOST_BYTES = 16 * 1024;

    private final byte[] bytes;
    private final Hash hash;

    private Leaf(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Hash.ofLeaf(bytes);
    }

    /** The leaf of that record. Equal records have equal leaves. */
    public static Leaf of(AuditRecord record) {
        for (Cut cut : Cut.TRIES) {
            byte[] bytes = CanonicalJson.bytes(RecordForm.of(record, cut));
            if (bytes.length <= MOST_BYTES) {
                return new Leaf(bytes);
            }
        }
        throw new IllegalStateException("the parts of a record are bounded so that it fits without its lists");
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its hash in the Merkle tree. */
    public Hash hash() {
        return hash;
    }
}
