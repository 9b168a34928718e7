package io.metagate.gateway.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the principal of a request out of its verified token, and out of nothing else. */
@ApplicationScoped
public class PrincipalResolver {

    /**
     * The principal of that identity.
     *
     * @throws UnauthorizedException if the identity does not come from a verified token with an issuer and a subject
     */
    public Principal resolve(SecurityIdentity identity) {
        VerifiedToken token = VerifiedToken.of(identity).orElseThrow(UnauthorizedException::new);
        String issuer = token.text("iss").orElseThrow(UnauthorizedException::new);
        String subject = token.text("sub").orElseThrow(UnauthorizedException::new);
        String client = token.text("azp").or(() -> token.text("client_id")).orElse("");
        return new Principal(issuer, subject, client, identity.getRoles(), values(token.claims()));
    }

    private static Map<String, List<Value>> values(JsonNode claims) {
        Map<String, List<Value>> values = new HashMap<>();
        claims.properties().forEach(claim -> values.put(claim.getKey(), scalars(claim.getValue())));
        return values;
    }

    /** The scalars of a claim; a claim of another form has none. */
    private static List<Value> scalars(JsonNode claim) {
        List<Value> values = new ArrayList<>();
        if (claim.isArray()) {
            claim.forEach(item -> scalar(item).ifPresent(values::add));
        } else {
            scalar(claim).ifPresent(values::add);
        }
        return values;
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
