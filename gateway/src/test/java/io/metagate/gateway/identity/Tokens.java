package io.metagate.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;

/** Identities as they are once a token has been verified. */
public final class Tokens {

    private Tokens() {}

    /** The identity of a token with those claims, in JSON. */
    public static SecurityIdentity verified(String claims, String... roles) {
        return signed("{\"alg\":\"RS256\"}", claims, roles);
    }

    static SecurityIdentity signed(String header, String claims, String... roles) {
        return identity(part(header) + "." + part(claims) + ".c2lnbmF0dXJl", roles);
    }

    static SecurityIdentity identity(String token, String... roles) {
        AccessTokenCredential credential = new AccessTokenCredential(token);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new OidcJwtCallerPrincipal(new JwtClaims(), credential))
                .addCredential(credential)
                .addRoles(Set.of(roles))
                .build();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
