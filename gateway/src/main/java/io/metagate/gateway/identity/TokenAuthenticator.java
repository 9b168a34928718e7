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
        return result.fold(
                accepted -> accept(token, accepted),
                refused -> refused.mayBeOfANewKey() ? retry(token, now, refused) : accept(token, refused));
    }

    private CompletionStage<SecurityIdentity> retry(String token, KeySet now, TokenResult.Refused refused) {
        return keys.newer()
                .thenApply(later -> later.equals(now) ? refused : verifier.verify(token, later))
                .thenCompose(last -> accept(token, last));
    }

    private CompletionStage<SecurityIdentity> accept(String token, TokenResult result) {
        return result.fold(
                accepted -> CompletableFuture.completedFuture(identity(token, accepted.token())),
                refused -> CompletableFuture.failedFuture(RefusedLogin.because(refused.refusal())));
    }

    private SecurityIdentity identity(String token, VerifiedToken verified) {
        SecurityIdentity identity = principals.identity(verified);
        known.keep(token, verified, identity);
        return identity;
    }
}
