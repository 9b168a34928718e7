package io.metagate.gateway.identity;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Authenticates by the bearer token in the header {@code Authorization} (RFC 6750 section 2.1), and by nothing else.
 */
@ApplicationScoped
class BearerTokenMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    private final TokenAuthenticator tokens;

    BearerTokenMechanism(TokenAuthenticator tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        return token(exchange.request().headers().getAll("Authorization"))
                .map(token -> Uni.createFrom().completionStage(() -> tokens.authenticate(token)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    /** The token; the scheme's name may be in capitals (RFC 9110 section 11.1). */
    static Optional<String> token(List<String> credentials) {
        return credentials.size() == 1 && credentials.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(credentials.get(0).substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }
}
