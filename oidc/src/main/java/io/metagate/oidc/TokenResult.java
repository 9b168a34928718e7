package io.metagate.oidc;

/** What the verification of a token comes to. */
public sealed interface TokenResult {

    /**
     * It is accepted.
     *
     * @param token what it says
     */
    record Accepted(VerifiedToken token) implements TokenResult {}

    /**
     * It is not.
     *
     * @param refusal why
     */
    record Refused(TokenRefusal refusal) implements TokenResult {

        /** Whether the issuer may have a key by now with which it would be accepted. */
        public boolean mayBeOfANewKey() {
            return refusal == TokenRefusal.UNKNOWN_KEY || refusal == TokenRefusal.SIGNATURE;
        }
    }
}
