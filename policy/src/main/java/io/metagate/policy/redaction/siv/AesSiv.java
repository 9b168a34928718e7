package io.metagate.policy.redaction.siv;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption that gives equal bytes for equal bytes and cannot be forged (AES-SIV, RFC 5297, without a nonce). For one
 * thread.
 */
public final class AesSiv {

    private static final int BLOCK = AesCmac.BLOCK;

    private final AesCmac mac;
    private final SecretKeySpec key;
    private final Cipher counter;

    /**
     * Under that key.
     *
     * @param key 32, 48 or 64 bytes: one half for the check, one for the cipher
     */
    public AesSiv(byte[] key) {
        if (key.length != 32 && key.length != 48 && key.length != 64) {
            throw new IllegalArgumentException("a key of AES-SIV has 32, 48 or 64 bytes");
        }
        try {
            this.mac = new AesCmac(Arrays.copyOf(key, key.length / 2));
            this.key = new SecretKeySpec(key, key.length / 2, key.length / 2, "AES");
            this.counter = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * The check of 16 bytes and the cipher text, as long as the plain text; the context must be the same to open it.
     */
    public byte[] seal(byte[] plain, List<byte[]> context) {
        try {
            byte[] check = check(plain, context);
            byte[] sealed = Arrays.copyOf(check, BLOCK + plain.length);
            System.arraycopy(crypt(check, plain), 0, sealed, BLOCK, plain.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The plain text; empty if the bytes were not made by {@link #seal} under this key in this context. */
    public Optional<byte[]> open(byte[] sealed, List<byte[]> context) {
        if (sealed.length < BLOCK) {
            return Optional.empty();
        }
        try {
            byte[] check = Arrays.copyOf(sealed, BLOCK);
            byte[] plain = crypt(check, Arrays.copyOfRange(sealed, BLOCK, sealed.length));
            return MessageDigest.isEqual(check, check(plain, context)) ? Optional.of(plain) : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** S2V (section 2.4). */
    private byte[] check(byte[] plain, List<byte[]> context) throws GeneralSecurityException {
        byte[] sum = mac.of(new byte[BLOCK]);
        for (byte[] part : context) {
            sum = AesCmac.doubled(sum);
            AesCmac.xorEnd(sum, mac.of(part));
        }
        if (plain.length >= BLOCK) {
            byte[] last = plain.clone();
            AesCmac.xorEnd(last, sum);
            return mac.of(last);
        }
        byte[] last = Arrays.copyOf(plain, BLOCK);
        last[plain.length] = (byte) 0x80;
        AesCmac.xorEnd(last, AesCmac.doubled(sum));
        return mac.of(last);
    }

    /** Counter mode from the check on, with two of its bits cleared (section 2.5). */
    private byte[] crypt(byte[] check, byte[] text) throws GeneralSecurityException {
        byte[] start = check.clone();
        start[8] &= 0x7F;
        start[12] &= 0x7F;
        counter.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(start));
        return counter.doFinal(text);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has AES in CBC and CTR mode", e);
    }
}
