package io.metagate.demo.issuer;

import com.nimbusds.jose.JWSAlgorithm;
import io.metagate.demo.machine.LoopbackPort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** An OIDC issuer on loopback: discovery, key set, and RS256 tokens for the personas. */
public final class TokenIssuer implements AutoCloseable {

    /** Whom its tokens are for. */
    public static final String AUDIENCE = "metagate";

    static final String NAME = "metagate";

    private final MockOAuth2Server server;
    private final SigningKey key;
    private final URI uri;

    private TokenIssuer(MockOAuth2Server server, SigningKey key, LoopbackPort port) {
        this.server = server;
        this.key = key;
        this.uri = URI.create("http://localhost:" + port + "/" + NAME);
    }

    /** Starts an issuer that signs with that key. */
    public static TokenIssuer start(SigningKey key, LoopbackPort port) {
        KeyProvider keys = new KeyProvider(List.of(key.key()), JWSAlgorithm.RS256.getName());
        // The library hands its first key to whichever issuer name is asked for first.
        keys.signingKey(NAME);
        MockOAuth2Server server = new MockOAuth2Server(
                new OAuth2Config(
                        false, null, null, false, new OAuth2TokenProvider(keys), Set.of(new PersonaTokens(key))),
                new PermittedRoutes());
        server.start(LoopbackPort.address(), port.number());
        return new TokenIssuer(server, key, port);
    }

    /** The issuer as it stands in its tokens; discovery is below it. */
    public URI uri() {
        return uri;
    }

    /** Where to ask it for tokens. */
    public TokenClient client() {
        return new TokenClient(uri, key);
    }

    /**
     * A signed token that no persona could ask for, to try what becomes of it.
     *
     * @param subject who it is about
     * @param audience whom it is for
     * @param claims everything else it says; {@code client_id} and {@code roles} are not added
     * @param lifetime negative for one that has expired
     */
    public String sign(String subject, String audience, Map<String, Object> claims, Duration lifetime) {
        return server.issueToken(NAME, subject, audience, claims, lifetime.toSeconds())
                .serialize();
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
