package io.metagate.gateway.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * A JWT whose signature, issuer, audience and times have been verified, as its issuer wrote it.
 *
 * @param header the JOSE header
 * @param claims the payload
 */
record VerifiedToken(JsonNode header, JsonNode claims) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The token that the identity comes from; empty if it comes from none. */
    static Optional<VerifiedToken> of(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof OidcJwtCallerPrincipal)) {
            return Optional.empty();
        }
        TokenCredential credential = identity.getCredential(AccessTokenCredential.class);
        String[] parts =
                credential == null ? new String[0] : credential.getToken().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new VerifiedToken(json(parts[0]), json(parts[1])));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A claim that is a text; empty if there is none or it is blank. */
    Optional<String> text(String claim) {
        return Optional.ofNullable(claims.get(claim))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    /** A claim that is a time in whole seconds. */
    Optional<Long> seconds(String claim) {
        return Optional.ofNullable(claims.get(claim)).filter(JsonNode::isNumber).map(JsonNode::longValue);
    }

    private static JsonNode json(String part) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    @Override
    public String toString() {
        return "VerifiedToken[?]";
    }
}
