package io.metagate.oidc;

import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.SigningAlgorithm;
import io.metagate.oidc.keys.VerificationKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The signature of a token. INVARIANT: what the token's own header says of keys (jwk, jku, x5c, x5u) is never looked
 * at.
 *
 * @param key what made it; empty if it is refused
 * @param refusal why it is refused; empty if it is not
 */
record TokenSignature(Optional<VerificationKey> key, Optional<TokenRefusal> refusal) {

    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            Arrays.stream(SigningAlgorithm.values())
                    .map(SigningAlgorithm::wireName)
                    .toArray(String[]::new));

    /** Verifies it with the key that it names. */
    static TokenSignature of(SignedToken token, KeySet keys) {
        Optional<SigningAlgorithm> algorithm =
                SignedToken.text(token.header(), "alg").flatMap(SigningAlgorithm::of);
        if (algorithm.isEmpty()) {
            return refused(TokenRefusal.ALGORITHM);
        }
        if (token.header().has("kid") && token.kid().isEmpty()) {
            return refused(TokenRefusal.MALFORMED);
        }
        List<VerificationKey> candidates = keys.candidates(token.kid(), algorithm.get());
        if (candidates.isEmpty()) {
            return refused(TokenRefusal.UNKNOWN_KEY);
        }
        Optional<VerificationKey> signer =
                candidates.stream().filter(key -> verifies(token, key)).findFirst();
        return signer.isEmpty() ? refused(TokenRefusal.SIGNATURE) : new TokenSignature(signer, Optional.empty());
    }

    private static TokenSignature refused(TokenRefusal refusal) {
        return new TokenSignature(Optional.empty(), Optional.of(refusal));
    }

    private static boolean verifies(SignedToken token, VerificationKey key) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ASYMMETRIC);
            signature.setCompactSerialization(token.compact());
            signature.setKey(key.key());
            return signature.verifySignature();
        } catch (JoseException | RuntimeException e) {
            // Whatever a stranger's bytes make the library throw, they are no signature (P6).
            return false;
        }
    }
}
