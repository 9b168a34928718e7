package io.metagate.oidc.keys;

import java.util.Arrays;
import java.util.Optional;

/**
 * A JWS algorithm that tokens may be signed with (RFC 7518 section 3.1, RFC 8037). INVARIANT: asymmetric ones only, so
 * that no public key is taken for a secret.
 */
public enum SigningAlgorithm {
    RS256("RS256", "RSA"),
    RS384("RS384", "RSA"),
    RS512("RS512", "RSA"),
    PS256("PS256", "RSA"),
    PS384("PS384", "RSA"),
    PS512("PS512", "RSA"),
    ES256("ES256", "EC P-256"),
    ES384("ES384", "EC P-384"),
    ES512("ES512", "EC P-521"),
    EDDSA("EdDSA", "OKP Ed25519", "OKP Ed448");

    private final String wireName;
    private final String kind;
    private final String otherKind;

    SigningAlgorithm(String wireName, String kind) {
        this(wireName, kind, kind);
    }

    SigningAlgorithm(String wireName, String kind, String otherKind) {
        this.wireName = wireName;
        this.kind = kind;
        this.otherKind = otherKind;
    }

    /** The algorithm of that {@code alg}, letter by letter; empty if there is none that is accepted. */
    public static Optional<SigningAlgorithm> of(String alg) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(alg))
                .findFirst();
    }

    /** What stands in {@code alg}. */
    public String wireName() {
        return wireName;
    }

    /**
     * Whether it works with keys of that kind.
     *
     * @param offered {@code kty}, and {@code crv} behind it where there is one
     */
    boolean takes(String offered) {
        return kind.equals(offered) || otherKind.equals(offered);
    }

    /** Whether any algorithm works with keys of that kind. */
    static boolean anyTakes(String offered) {
        return Arrays.stream(values()).anyMatch(algorithm -> algorithm.takes(offered));
    }
}
