package io.metagate.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HkdfTest {

    private static final int BLOCK = 64;

    @Test
    void agreesWithAnIndependentComputation() {
        byte[] secret = HexFormat.of().parseHex("0b".repeat(22));

        for (String purpose : new String[] {"", "cursor/seal", "pseudonym/personal.email", "x".repeat(200)}) {
            assertThat(Hkdf.derive(secret, purpose))
                    .isEqualTo(hkdf(secret, new byte[0], ("metagate/" + purpose).getBytes(UTF_8), 32));
        }
    }

    /** Shows that the computation beside it is that of RFC 5869: appendix A.1 and A.3. */
    @Test
    void isComparedWithTheStandard() {
        byte[] secret = HexFormat.of().parseHex("0b".repeat(22));
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        byte[] info = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9");

        assertThat(HexFormat.of().formatHex(hkdf(secret, salt, info, 32)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
        assertThat(HexFormat.of().formatHex(hkdf(secret, new byte[0], new byte[0], 32)))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    private static byte[] hkdf(byte[] secret, byte[] salt, byte[] info, int length) {
        byte[] extracted = hmac(salt, secret);
        byte[] first = hmac(extracted, joined(info, new byte[] {1}));
        return Arrays.copyOf(first, length);
    }

    /** RFC 2104, from the hash function up. */
    private static byte[] hmac(byte[] key, byte[] message) {
        byte[] inner = padded(key, 0x36);
        byte[] outer = padded(key, 0x5c);
        return sha256(joined(outer, sha256(joined(inner, message))));
    }

    private static byte[] padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
