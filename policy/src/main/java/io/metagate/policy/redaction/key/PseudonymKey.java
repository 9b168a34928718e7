package io.metagate.policy.redaction.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of the pseudonyms and the tokens of one classification. */
public final class PseudonymKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;
    private static final String TOKENS = "token/";

    private final int id;
    private final SecretKeySpec secret;

    /**
     * A key.
     *
     * @param id the number in the prefix of pseudonyms and tokens, from 1 on; a new one with each new secret
     * @param secret at least 32 bytes; copied
     */
    public PseudonymKey(int id, byte[] secret) {
        if (id < 1 || secret.length < SHORTEST) {
            throw new IllegalArgumentException("a pseudonym key has a positive id and at least " + SHORTEST + " bytes");
        }
        this.id = id;
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    int id() {
        return id;
    }

    Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /**
     * The cipher of the tokens, whose key is derived from the secret: what a pseudonym is made of never starts with a
     * letter.
     */
    TokenCipher cipher() {
        Mac mac = mac();
        byte[] check = mac.doFinal((TOKENS + 1).getBytes(StandardCharsets.US_ASCII));
        byte[] counter = mac.doFinal((TOKENS + 2).getBytes(StandardCharsets.US_ASCII));
        return new TokenCipher(ByteBuffer.allocate(check.length + counter.length)
                .put(check)
                .put(counter)
                .array());
    }

    @Override
    public String toString() {
        return "PseudonymKey[" + id + "]";
    }
}
