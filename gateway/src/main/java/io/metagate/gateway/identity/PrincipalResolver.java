package io.metagate.gateway.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the principal of a request out of its verified token, and out of nothing else. */
@ApplicationScoped
public class PrincipalResolver {

    private static final String PRINCIPAL = "metagate.principal";

    /** When the principal's token expires; one that does not say so has expired (P6). */
    public static Instant expiry(Principal principal) {
        Value exp = principal.claim("exp").stream().findFirst().orElse(new Value.Null());
        if (exp instanceof Value.Int seconds) {
            return Instant.ofEpochSecond(seconds.number());
        }
        return exp instanceof Value.Real seconds ? Instant.ofEpochSecond((long) seconds.number()) : Instant.MIN;
    }

    /** An identity that knows its principal, and holds neither the token nor anything of the request that it came with. */
    SecurityIdentity identity(SecurityIdentity verified) {
        Principal principal = resolve(verified);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(principal.subject()))
                .addRoles(verified.getRoles())
                .addAttribute(PRINCIPAL, principal)
                .build();
    }

    /**
     * The principal of that identity.
     *
     * @throws UnauthorizedException if the identity does not come from a verified token with an issuer and a subject
     */
    public Principal resolve(SecurityIdentity identity) {
        Principal known = identity.getAttribute(PRINCIPAL);
        return known == null ? read(identity) : known;
    }

    private static Principal read(SecurityIdentity identity) {
        VerifiedToken token = VerifiedToken.of(identity).orElseThrow(UnauthorizedException::new);
        String issuer = token.text("iss").orElseThrow(UnauthorizedException::new);
        String subject = token.text("sub").orElseThrow(UnauthorizedException::new);
        String client = token.text("azp").or(() -> token.text("client_id")).orElse("");
        return new Principal(issuer, subject, client, identity.getRoles(), claims(token.claims()));
    }

    private static Map<String, Claim> claims(JsonNode token) {
        Map<String, Claim> claims = new HashMap<>();
        token.properties()
                .forEach(member -> claim(member.getValue()).ifPresent(claim -> claims.put(member.getKey(), claim)));
        return claims;
    }

    /**
     * A scalar or a list; what is neither is no claim. INVARIANT: an item that is no scalar stays as a null, with which rows and conditions take the claim
     * for missing: without it, a list of what is excluded would exclude less (P6).
     */
    private static Optional<Claim> claim(JsonNode node) {
        if (!node.isArray()) {
            return scalar(node).map(Claim::of);
        }
        List<Value> values = new ArrayList<>();
        node.forEach(item -> values.add(scalar(item).orElseGet(Value.Null::new)));
        return Optional.of(Claim.ofList(values));
    }

    private static Optional<Value> scalar(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(new Value.Text(node.textValue()));
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(new Value.Int(node.longValue()));
        }
        if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
            return Optional.of(new Value.Real(node.doubleValue()));
        }
        return node.isBoolean() ? Optional.of(new Value.Bool(node.booleanValue())) : Optional.empty();
    }
}
