package io.metagate.policy.request;

import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks, as a verified token says it.
 *
 * @param issuer who vouches for the principal
 * @param subject the issuer's name for it
 * @param client the client id that the token was issued to
 * @param roles the roles that the token carries
 * @param claims the other claims, also those that no policy can read
 */
public record Principal(String issuer, String subject, String client, Set<String> roles, Map<String, Claim> claims) {

    public Principal {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
        if (issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("a principal has an issuer and a subject");
        }
    }

    /** The values of a claim, a null for each that cannot be read; none if the token does not carry it. */
    public List<ScalarValue> claim(String name) {
        Claim claim = claims.get(name);
        return claim == null ? List.of() : claim.values();
    }

    @Override
    public String toString() {
        return "Principal[?]";
    }
}
