package io.metagate.gateway.identity;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Refuses tokens that are properly signed and yet no access tokens for this gateway: ID tokens, refresh tokens, tokens that say neither when they
 * were made nor when they end, or that live too long (RFC 9068, RFC 8725).
 */
@ApplicationScoped
class AccessTokenRules implements SecurityIdentityAugmentor {

    private final Duration maxLifetime;

    AccessTokenRules(OidcConfig config) {
        this.maxLifetime = config.maxTokenLifetime();
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return identity.getPrincipal() instanceof OidcJwtCallerPrincipal token
                        && isAccessToken(token.getClaims().getClaimsMap())
                ? Uni.createFrom().item(identity)
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    private boolean isAccessToken(Map<String, Object> claims) {
        Object type = claims.getOrDefault("typ", "Bearer");
        return "Bearer".equals(type)
                && !claims.containsKey("at_hash")
                && !claims.containsKey("c_hash")
                && livesShortly(claims);
    }

    private boolean livesShortly(Map<String, Object> claims) {
        if (!(claims.get("iat") instanceof Number issued) || !(claims.get("exp") instanceof Number ends)) {
            return false;
        }
        Duration lifetime = Duration.between(
                Instant.ofEpochSecond(issued.longValue()), Instant.ofEpochSecond(ends.longValue()));
        return !lifetime.isNegative() && lifetime.compareTo(maxLifetime) <= 0;
    }
}
