package io.metagate.gateway.identity;

import io.metagate.oidc.TokenResult;
import io.metagate.oidc.TokenVerifier;
import io.metagate.oidc.VerifiedToken;
import io.metagate.oidc.keys.KeySet;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells whose token it is. Fails with what {@link RefusedLogin} reads if it is not accepted. */
@ApplicationScoped
class TokenAuthenticator {

    private final IssuerKeys keys;
    private final TokenVerifier verifier;
    private final VerifiedTokenCache known;
    private final PrincipalResolver principals;

    TokenAuthenticator(
            IssuerKeys keys, TokenVerifier verifier, VerifiedTokenCache known, PrincipalResolver principals) {
        this.keys = keys;
        this.verifier = verifier;
        this.known = known;
        this.principals = principals;
    }

    /** INVARIANT: by the keys that the issuer lists now, also where the token was verified before. */
    CompletionStage<SecurityIdentity> authenticate(String token) {
        return keys.fresh().thenCompose(now -> known.find(token, now)
                .<CompletionStage<SecurityIdentity>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> verify(token, now)));
    }

    private CompletionStage<SecurityIdentity> verify(String token, KeySet now) {
        TokenResult result = verifier.verify(token, now);
        if (result instanceof TokenResult.Refused refused && refused.mayBeOfANewKey()) {
            return keys.newer()
                    .thenApply(later -> later.equals(now) ? result : verifier.verify(token, later))
                    .thenCompose(last -> accept(token, last));
        }
        return accept(token, result);
    }

    private CompletionStage<SecurityIdentity> accept(String token, TokenResult result) {
        if (result instanceof TokenResult.Accepted accepted) {
            return CompletableFuture.completedFuture(identity(token, accepted.token()));
        }
        return CompletableFuture.failedFuture(RefusedLogin.because(((TokenResult.Refused) result).refusal()));
    }

    private SecurityIdentity identity(String token, VerifiedToken verified) {
        SecurityIdentity identity = principals.identity(verified);
        known.keep(token, verified, identity);
        return identity;
    }
}
