package io.metagate.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** HKDF-SHA-256 (RFC 5869) for keys of 32 bytes, with the empty salt. */
final class Hkdf {

    private Hkdf() {}

    static byte[] derive(byte[] secret, String info) {
        byte[] extracted = new KeyedHash(new byte[32]).of(secret);
        byte[] label = ("metagate/" + info).getBytes(UTF_8);
        byte[] block = new byte[label.length + 1];
        System.arraycopy(label, 0, block, 0, label.length);
        block[label.length] = 1;
        return new KeyedHash(extracted).of(block);
    }
}
