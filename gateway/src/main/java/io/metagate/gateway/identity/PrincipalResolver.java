package io.metagate.gateway.identity;

import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the principal of a request out of its verified token, and out of nothing else. */
@ApplicationScoped
public class PrincipalResolver {

    /**
     * The principal of that identity.
     *
     * @throws UnauthorizedException if the identity does not come from a verified token with a subject
     */
    public Principal resolve(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof OidcJwtCallerPrincipal token)) {
            throw new UnauthorizedException();
        }
        Map<String, Object> claims = token.getClaims().getClaimsMap();
        String issuer = text(claims, "iss").orElseThrow(UnauthorizedException::new);
        String subject = text(claims, "sub").orElseThrow(UnauthorizedException::new);
        String client = text(claims, "azp").or(() -> text(claims, "client_id")).orElse("");
        return new Principal(issuer, subject, client, identity.getRoles(), values(claims));
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static Map<String, List<Value>> values(Map<String, Object> claims) {
        Map<String, List<Value>> values = new HashMap<>();
        claims.forEach((name, claim) -> {
            Stream<?> items = claim instanceof List<?> list ? list.stream() : Stream.of(claim);
            List<Value> scalars = items.filter(Objects::nonNull)
                    .flatMap(item -> scalar(item).stream())
                    .toList();
            values.put(name, scalars);
        });
        return values;
    }

    private static Optional<Value> scalar(Object claim) {
        if (claim instanceof String text) {
            return Optional.of(new Value.Text(text));
        }
        if (claim instanceof Integer || claim instanceof Long) {
            return Optional.of(new Value.Int(((Number) claim).longValue()));
        }
        if (claim instanceof Double number && !number.isNaN()) {
            return Optional.of(new Value.Real(number));
        }
        return claim instanceof Boolean truth ? Optional.of(new Value.Bool(truth)) : Optional.empty();
    }
}
