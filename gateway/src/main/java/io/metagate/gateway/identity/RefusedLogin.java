package io.metagate.gateway.identity;

import io.metagate.oidc.TokenRefusal;
import io.quarkus.security.AuthenticationFailedException;
import java.util.Map;

/**
 * Why a log-in failed, carried by the framework's exception. It is for the audit log and operators; the answer is the
 * same for all reasons.
 */
public final class RefusedLogin {

    private static final String REFUSAL = "metagate.token-refusal";

    private RefusedLogin() {}

    static AuthenticationFailedException because(TokenRefusal refusal) {
        return new AuthenticationFailedException(Map.of(REFUSAL, refusal));
    }

    /** The class of reason; malformed where the framework itself refuses what was sent. */
    public static TokenRefusal reason(AuthenticationFailedException e) {
        return e.getAttributes() != null && e.getAttributes().get(REFUSAL) instanceof TokenRefusal refusal
                ? refusal
                : TokenRefusal.MALFORMED;
    }
}
