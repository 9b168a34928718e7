package io.metagate.oidc.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A public key that verifies tokens.
 *
 * @param kid the issuer's name for it, if it has one
 * @param algorithm the only algorithm that it is for, if it says so
 * @param kind {@code kty}, and {@code crv} behind it where there is one
 * @param key the key itself
 */
public record VerificationKey(Optional<String> kid, Optional<String> algorithm, String kind, PublicKey key) {

    private static final List<String> PUBLIC_PARTS = List.of("kty", "n", "e", "crv", "x", "y");
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;

    /**
     * The key of that JWK; empty if it is none that tokens may be signed with: secret, of an unknown kind, too short,
     * for something else, or broken.
     */
    static Optional<VerificationKey> of(JsonNode jwk) {
        String kind = text(jwk, "kty").orElse("")
                + text(jwk, "crv").map(curve -> " " + curve).orElse("");
        if (!isForSignatures(jwk) || !isTextIfThere(jwk, "kid") || !isTextIfThere(jwk, "alg")) {
            return Optional.empty();
        }
        return SigningAlgorithm.anyTakes(kind)
                ? publicKey(jwk)
                        .filter(VerificationKey::isStrong)
                        .map(key -> new VerificationKey(text(jwk, "kid"), text(jwk, "alg"), kind, key))
                : Optional.empty();
    }

    /** Whether a signature of that algorithm may be verified with it. */
    boolean fits(SigningAlgorithm wanted) {
        return wanted.takes(kind) && algorithm.map(wanted.wireName()::equals).orElse(true);
    }

    /** What it is for, by {@code use} and {@code key_ops} (RFC 7517 sections 4.2 and 4.3); both must allow it. */
    private static boolean isForSignatures(JsonNode jwk) {
        JsonNode use = jwk.path("use");
        JsonNode operations = jwk.path("key_ops");
        boolean verifies = operations.isMissingNode();
        for (JsonNode operation : operations) {
            verifies |= operation.isTextual() && operation.textValue().equals("verify");
        }
        return verifies
                && (use.isMissingNode() || (use.isTextual() && use.textValue().equals("sig")));
    }

    /** INVARIANT: certificates, addresses and private parts are not even read. */
    private static Optional<PublicKey> publicKey(JsonNode jwk) {
        Map<String, Object> parts = new HashMap<>();
        PUBLIC_PARTS.forEach(part -> text(jwk, part).ifPresent(value -> parts.put(part, value)));
        try {
            return JsonWebKey.Factory.newJwk(parts) instanceof PublicJsonWebKey known
                    ? Optional.ofNullable(known.getPublicKey())
                    : Optional.empty();
        } catch (JoseException | RuntimeException e) {
            // What the library thinks of a broken key is nobody's business: the key verifies nothing.
            return Optional.empty();
        }
    }

    private static boolean isStrong(PublicKey key) {
        if (!(key instanceof RSAPublicKey rsa)) {
            return true;
        }
        int bits = rsa.getModulus().bitLength();
        int exponentBits = rsa.getPublicExponent().bitLength();
        return bits >= MIN_RSA_BITS
                && bits <= MAX_RSA_BITS
                && rsa.getPublicExponent().testBit(0)
                && exponentBits > 1
                && exponentBits <= MAX_EXPONENT_BITS;
    }

    private static boolean isTextIfThere(JsonNode jwk, String member) {
        return !jwk.has(member) || jwk.get(member).isTextual();
    }

    private static Optional<String> text(JsonNode jwk, String member) {
        return Optional.ofNullable(jwk.get(member)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
