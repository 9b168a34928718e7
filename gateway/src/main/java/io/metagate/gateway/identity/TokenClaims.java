package io.metagate.gateway.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.value.ScalarValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes claims of what a token says, and of what a described one would say. INVARIANT: whatever the token has under a
 * name is a claim, if only one that no policy can read: were it left out, a policy would take it for missing, and a
 * list of what is excluded would exclude less (P6).
 */
public final class TokenClaims {

    private TokenClaims() {}

    /** The claims of a JSON object, by name. */
    public static Map<String, Claim> of(JsonNode token) {
        Map<String, Claim> claims = new HashMap<>();
        token.properties().forEach(member -> claims.put(member.getKey(), claim(member.getValue())));
        return claims;
    }

    private static Claim claim(JsonNode node) {
        if (!node.isArray()) {
            return Claim.of(scalar(node));
        }
        List<ScalarValue> values = new ArrayList<>();
        node.forEach(item -> values.add(scalar(item)));
        return Claim.ofList(values);
    }

    /** Null for what is no scalar, and for numbers that have no place among 64 bits. */
    private static ScalarValue scalar(JsonNode node) {
        if (node.isTextual()) {
            return new ScalarValue.Text(node.textValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return new ScalarValue.Int(node.longValue());
        }
        if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
            return new ScalarValue.Real(node.doubleValue());
        }
        return node.isBoolean() ? new ScalarValue.Bool(node.booleanValue()) : new ScalarValue.Null();
    }
}
