package io.metagate.demo.issuer;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;

/** Gives tokens to the personas that show their secret in a client credentials grant, and to nobody else. */
final class PersonaTokens implements OAuth2TokenCallback {

    static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKey key;

    PersonaTokens(SigningKey key) {
        this.key = key;
    }

    @Override
    public String issuerId() {
        return TokenIssuer.NAME;
    }

    @Override
    public String subject(TokenRequest request) {
        return persona(request).clientId();
    }

    @Override
    public String typeHeader(TokenRequest request) {
        return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
        persona(request);
        return List.of(TokenIssuer.AUDIENCE);
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
        return claims(persona(request));
    }

    @Override
    public long tokenExpiry() {
        return LIFETIME.toSeconds();
    }

    private static Map<String, Object> claims(Persona persona) {
        Map<String, Object> claims = new HashMap<>(persona.claims());
        claims.put("client_id", persona.clientId());
        claims.put("azp", persona.clientId());
        claims.put("roles", List.of(persona.clientId()));
        return claims;
    }

    /**
     * Every token that the issuer makes passes here, whatever the grant: the library knows more grants than the demo
     * has uses for.
     */
    private Persona persona(TokenRequest request) {
        if (!request.getAuthorizationGrant().getType().equals(GrantType.CLIENT_CREDENTIALS)) {
            throw new OAuth2Exception(OAuth2Error.UNAUTHORIZED_CLIENT, "only client credentials are granted");
        }
        if (request.getClientAuthentication() instanceof PlainClientSecret shown) {
            return Persona.of(shown.getClientID().getValue())
                    .filter(persona ->
                            same(key.secret(persona), shown.getClientSecret().getValue()))
                    .orElseThrow(PersonaTokens::unknown);
        }
        throw unknown();
    }

    private static OAuth2Exception unknown() {
        return new OAuth2Exception(OAuth2Error.INVALID_CLIENT, "unknown client or wrong secret");
    }

    private static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
