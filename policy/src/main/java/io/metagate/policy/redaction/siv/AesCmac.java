package io.metagate.policy.redaction.siv;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CMAC (RFC 4493). For one thread. */
final class AesCmac {

    static final int BLOCK = 16;

    private static final int REDUCTION = 0x87;

    private final Cipher cbc;
    private final byte[] whole;
    private final byte[] padded;

    AesCmac(byte[] key) throws GeneralSecurityException {
        // chained from a zero block, the last block of CBC is the CBC-MAC
        this.cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        this.whole = doubled(cbc.doFinal(new byte[BLOCK]));
        this.padded = doubled(whole);
    }

    byte[] of(byte[] message) throws GeneralSecurityException {
        boolean fits = message.length > 0 && message.length % BLOCK == 0;
        byte[] blocks = Arrays.copyOf(message, fits ? message.length : (message.length / BLOCK + 1) * BLOCK);
        if (!fits) {
            blocks[message.length] = (byte) 0x80;
        }
        xorEnd(blocks, fits ? whole : padded);
        byte[] chained = cbc.doFinal(blocks);
        return Arrays.copyOfRange(chained, chained.length - BLOCK, chained.length);
    }

    /** Twice the block in the field of RFC 5297, section 2.3. */
    static byte[] doubled(byte[] block) {
        byte[] twice = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int shifted = ((block[i] & 0xFF) << 1) | carry;
            twice[i] = (byte) shifted;
            carry = shifted >>> 8;
        }
        twice[BLOCK - 1] ^= (byte) (REDUCTION * carry);
        return twice;
    }

    /** Adds the block to the end of the bytes. */
    static void xorEnd(byte[] bytes, byte[] block) {
        for (int i = 0; i < BLOCK; i++) {
            bytes[bytes.length - BLOCK + i] ^= block[i];
        }
    }
}
