package io.metagate.policy.redaction.key;

import io.metagate.policy.catalogue.Classification;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;

/** Makes pseudonyms. For one thread. */
public final class PseudonymGenerator {

    private static final int BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PseudonymKeys keys;
    private final Map<Classification, Keyed> keyed = new HashMap<>();

    /** Those of these keys. */
    public PseudonymGenerator(PseudonymKeys keys) {
        this.keys = keys;
    }

    /** The pseudonym of the value with these canonical bytes. */
    public String of(Classification classification, byte[] canonical) {
        Keyed key = keyed.computeIfAbsent(classification, c -> Keyed.by(keys.keyOf(c)));
        byte[] hash = key.mac().doFinal(canonical);
        return key.prefix() + BASE64.encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /** A key at work. */
    private record Keyed(String prefix, Mac mac) {
        static Keyed by(PseudonymKey key) {
            return new Keyed("p" + key.id() + "_", key.mac());
        }
    }
}
