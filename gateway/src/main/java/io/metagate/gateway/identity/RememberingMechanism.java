package io.metagate.gateway.identity;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Authenticates by bearer token (RFC 6750) as the framework does, except that it verifies no token that it has just verified. */
@Alternative
@Priority(1)
@ApplicationScoped
class RememberingMechanism implements HttpAuthenticationMechanism {

    private static final String BEARER = "Bearer ";

    private final OidcAuthenticationMechanism oidc;
    private final KnownTokens tokens;

    RememberingMechanism(OidcAuthenticationMechanism oidc, KnownTokens tokens) {
        this.oidc = oidc;
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        Optional<String> token = token(exchange.request().headers().getAll("Authorization"));
        if (token.isEmpty()) {
            return oidc.authenticate(exchange, providers);
        }
        return tokens.find(token.get())
                .map(identity -> Uni.createFrom().item(identity))
                .orElseGet(() -> oidc.authenticate(exchange, providers)
                        .onItem()
                        .ifNotNull()
                        .transform(verified -> verified.isAnonymous() ? verified : tokens.keep(token.get(), verified)));
    }

    /** The token, where it stands as it usually does. */
    private static Optional<String> token(List<String> credentials) {
        return credentials.size() == 1 && credentials.get(0).startsWith(BEARER)
                ? Optional.of(credentials.get(0).substring(BEARER.length()))
                : Optional.empty();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return oidc.getChallenge(exchange);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext exchange) {
        return oidc.getCredentialTransport(exchange);
    }
}
