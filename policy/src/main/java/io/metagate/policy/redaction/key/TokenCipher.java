package io.metagate.policy.redaction.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig2026;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Encryption that gives equal bytes for equal bytes and cannot be forged (AES-SIV, RFC 5297, with one string of
 * associated data and no nonce). Safe for use by several threads.
 */
final class TokenCipher {

    private static final int KEY_BYTES = 64;

    private final DeterministicAead cipher;

    /**
     * Under that key.
     *
     * @param key 64 bytes, one half for the check, one for the cipher; copied
     */
    TokenCipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of tokens has " + KEY_BYTES + " bytes");
        }
        try {
            this.cipher = primitive(key);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * The check of 16 bytes and the cipher text, as long as the plain text. The context must be the same to open it.
     */
    byte[] seal(byte[] plain, byte[] context) {
        try {
            return cipher.encryptDeterministically(plain, context);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The plain text; empty if the bytes were not made by {@link #seal} under this key in this context. */
    Optional<byte[]> open(byte[] sealed, byte[] context) {
        try {
            return Optional.of(cipher.decryptDeterministically(sealed, context));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Without a prefix: the bytes are those of the standard alone. */
    @AccessesPartialKey
    private static DeterministicAead primitive(byte[] key) throws GeneralSecurityException {
        AesSivKey siv = AesSivKey.builder()
                .setParameters(AesSivParameters.builder()
                        .setKeySizeBytes(KEY_BYTES)
                        .setVariant(AesSivParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(siv).withFixedId(1).makePrimary())
                .build()
                .getPrimitive(DeterministicAeadConfig2026.get(), DeterministicAead.class);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has AES", e);
    }
}
