package io.metagate.oidc.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of an issuer that verify tokens (RFC 7517 section 5).
 *
 * @param keys without repetition, in the issuer's order
 */
public record KeySet(List<VerificationKey> keys) {

    /** What an issuer may list; a set of more is not read, since each key costs time. */
    static final int MAX_KEYS = 100;

    private static final KeySet NONE = new KeySet(List.of());

    public KeySet {
        keys = List.copyOf(keys);
    }

    /** No keys: nothing is verified. */
    public static KeySet none() {
        return NONE;
    }

    /**
     * Reads a JWK Set. Keys that verify no tokens are left out.
     *
     * @throws KeySetUnavailable if it is none, or too large
     */
    static KeySet read(byte[] json) throws KeySetUnavailable {
        Optional<JsonNode> listed =
                StrictJson.object(json).map(set -> set.path("keys")).filter(JsonNode::isArray);
        if (listed.isEmpty() || listed.get().size() > MAX_KEYS) {
            throw new KeySetUnavailable("it has no key set at its jwks_uri");
        }
        Set<VerificationKey> keys = new LinkedHashSet<>();
        listed.get().forEach(jwk -> VerificationKey.of(jwk).ifPresent(keys::add));
        return new KeySet(new ArrayList<>(keys));
    }

    /**
     * The keys that a signature may have been made with: those of the key id, of which an issuer may have several;
     * without a key id the only one that fits, if there is only one.
     */
    public List<VerificationKey> candidates(Optional<String> kid, SigningAlgorithm algorithm) {
        List<VerificationKey> fitting =
                keys.stream().filter(key -> key.fits(algorithm)).toList();
        if (kid.isPresent()) {
            return fitting.stream().filter(key -> key.kid().equals(kid)).toList();
        }
        return fitting.size() == 1 ? fitting : List.of();
    }

    /** Whether it still has that very key. */
    public boolean holds(VerificationKey key) {
        return keys.contains(key);
    }
}
