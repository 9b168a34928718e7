package io.metagate.gateway.audit.idempotency;

import java.util.Arrays;

/** Bytes that say nothing to whoever has not the key. */
public final class SealedBytes {

    private final byte[] bytes;

    /** The sealed bytes. */
    public SealedBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedBytes sealed && Arrays.equals(bytes, sealed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
