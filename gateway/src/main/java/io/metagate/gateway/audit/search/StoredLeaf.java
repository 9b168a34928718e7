package io.metagate.gateway.audit.search;

import io.metagate.audit.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A record as the audit log keeps it. Whether its hash is right is not checked here. */
public final class StoredLeaf {

    private final UUID id;
    private final byte[] bytes;
    private final MerkleHash hash;

    StoredLeaf(UUID id, byte[] bytes, MerkleHash hash) {
        this.id = id;
        this.bytes = bytes;
        this.hash = hash;
    }

    /** The id of the record. */
    public UUID id() {
        return id;
    }

    /** How many bytes the leaf has. */
    public int size() {
        return bytes.length;
    }

    /** A copy of the leaf's bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The leaf as JSON text. */
    public String json() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The hash that is kept beside the leaf. */
    public MerkleHash hash() {
        return hash;
    }
}
