package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.oidc.keys.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An access token whose signature and claims have been verified. INVARIANT: only a {@link TokenVerifier} makes it (P6).
 */
public final class VerifiedToken {

    /** Where the client stands, the first that is there (OpenID Connect Core 1.0 section 2, RFC 9068 section 2.2). */
    static final List<String> CLIENT = List.of("azp", "client_id");

    private final JsonNode claims;
    private final Set<String> roles;
    private final Instant expiry;
    private final VerificationKey key;

    VerifiedToken(JsonNode claims, Set<String> roles, Instant expiry, VerificationKey key) {
        this.claims = claims;
        this.roles = Set.copyOf(roles);
        this.expiry = expiry;
        this.key = key;
    }

    /** The payload, as the issuer wrote it. */
    public JsonNode claims() {
        return claims;
    }

    /** The roles in it. */
    public Set<String> roles() {
        return roles;
    }

    /** When it expires. */
    public Instant expiry() {
        return expiry;
    }

    /** What its signature was verified with. */
    public VerificationKey key() {
        return key;
    }

    /** The client that it was issued to; empty if it names none. */
    public Optional<String> client() {
        return CLIENT.stream().flatMap(name -> text(name).stream()).findFirst();
    }

    /** A claim that is a text; empty if there is none or it is blank. */
    public Optional<String> text(String claim) {
        return SignedToken.text(claims, claim).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return "VerifiedToken[?]";
    }
}
