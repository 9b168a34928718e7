package io.metagate.oidc;

import java.util.function.Function;

/** What the verification of a token comes to. */
public sealed interface TokenResult {

    /** What one function or the other makes of it. */
    <R> R fold(Function<? super Accepted, ? extends R> accepted, Function<? super Refused, ? extends R> refused);

    /**
     * It is accepted.
     *
     * @param token what it says
     */
    record Accepted(VerifiedToken token) implements TokenResult {
        @Override
        public <R> R fold(
                Function<? super Accepted, ? extends R> accepted, Function<? super Refused, ? extends R> refused) {
            return accepted.apply(this);
        }
    }

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

        @Override
        public <R> R fold(
                Function<? super Accepted, ? extends R> accepted, Function<? super Refused, ? extends R> refused) {
            return refused.apply(this);
        }
    }
}
