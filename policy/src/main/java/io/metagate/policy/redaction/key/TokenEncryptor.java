package io.metagate.policy.redaction.key;

import io.metagate.policy.catalogue.Classification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes tokens. For one thread. */
public final class TokenEncryptor {

    private static final int SHORTEST = 32;
    private static final int LONGEST = 4_096;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PseudonymKeys keys;
    private final Map<Classification, Keyed> keyed = new HashMap<>();

    /** Those of these keys. */
    public TokenEncryptor(PseudonymKeys keys) {
        this.keys = keys;
    }

    /** The token of the value with these canonical bytes; empty if they are too many. */
    public Optional<String> of(Classification classification, byte[] canonical) {
        if (canonical.length > LONGEST) {
            return Optional.empty();
        }
        Keyed key = keyed.computeIfAbsent(classification, c -> Keyed.by(keys.keyOf(c)));
        byte[] sealed = key.cipher().seal(padded(canonical), context(classification));
        return Optional.of(written(key.id(), sealed));
    }

    static String written(int keyId, byte[] sealed) {
        return "t" + keyId + "_" + BASE64.encodeToString(sealed);
    }

    /** What a token is bound to. */
    static byte[] context(Classification classification) {
        return classification.label().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * With zeros up to a power of two, as a cipher text is as long as what it hides. Canonical bytes tell their own
     * end.
     */
    private static byte[] padded(byte[] canonical) {
        int length = SHORTEST;
        while (length < canonical.length) {
            length *= 2;
        }
        return Arrays.copyOf(canonical, length);
    }

    /** A key at work. */
    private record Keyed(int id, TokenCipher cipher) {
        static Keyed by(PseudonymKey key) {
            return new Keyed(key.id(), key.cipher());
        }
    }
}
