package io.metagate.policy.redaction;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES-SIV as RFC 5297 has it, block by block, over AES alone. Slow. */
public final class ReferenceSiv {

    private static final int BLOCK = 16;
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    private static final BigInteger ZERO = BigInteger.ZERO;

    private final byte[] first;
    private final byte[] second;

    public ReferenceSiv(byte[] key) {
        this.first = Arrays.copyOf(key, key.length / 2);
        this.second = Arrays.copyOfRange(key, key.length / 2, key.length);
    }

    public byte[] seal(byte[] plain, List<byte[]> context) {
        BigInteger check = s2v(plain, context);
        BigInteger counter = check.clearBit(31).clearBit(63);
        byte[] sealed = BsonOut.joined(bytes(check), plain);
        for (int i = 0; i < plain.length; i++) {
            byte[] pad = aes(second, counter.add(BigInteger.valueOf(i / BLOCK)).and(ALL));
            sealed[BLOCK + i] ^= pad[i % BLOCK];
        }
        return sealed;
    }

    /** Section 2.4. */
    private BigInteger s2v(byte[] plain, List<byte[]> context) {
        BigInteger sum = cmac(new byte[BLOCK]);
        for (byte[] part : context) {
            sum = doubled(sum).xor(cmac(part));
        }
        if (plain.length < BLOCK) {
            return cmac(bytes(doubled(sum).xor(padded(plain))));
        }
        byte[] ended = plain.clone();
        byte[] mask = bytes(sum);
        for (int i = 0; i < BLOCK; i++) {
            ended[plain.length - BLOCK + i] ^= mask[i];
        }
        return cmac(ended);
    }

    /** RFC 4493. */
    private BigInteger cmac(byte[] message) {
        BigInteger once = doubled(new BigInteger(1, aes(first, ZERO)));
        int full = Math.max(0, (message.length - 1) / BLOCK) * BLOCK;
        byte[] last = Arrays.copyOfRange(message, full, message.length);
        BigInteger state = ZERO;
        for (int at = 0; at < full; at += BLOCK) {
            BigInteger block = new BigInteger(1, Arrays.copyOfRange(message, at, at + BLOCK));
            state = new BigInteger(1, aes(first, state.xor(block)));
        }
        BigInteger end = last.length == BLOCK
                ? new BigInteger(1, last).xor(once)
                : padded(last).xor(doubled(once));
        return new BigInteger(1, aes(first, state.xor(end)));
    }

    private static BigInteger doubled(BigInteger number) {
        BigInteger shifted = number.shiftLeft(1).and(ALL);
        return number.testBit(127) ? shifted.xor(BigInteger.valueOf(0x87)) : shifted;
    }

    private static BigInteger padded(byte[] part) {
        byte[] block = Arrays.copyOf(part, BLOCK);
        block[part.length] = (byte) 0x80;
        return new BigInteger(1, block);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[BLOCK - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return block;
    }

    private static byte[] aes(byte[] key, BigInteger block) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return aes.doFinal(bytes(block));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
