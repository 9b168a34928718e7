package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Tells access tokens from the other JWTs that an issuer signs with the same keys (RFC 8725 section 3.12). */
final class TokenKind {

    /** Of headers: RFC 7519 section 5.1, RFC 9068 section 2.1. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /**
     * What only other tokens say: ID tokens (OpenID Connect Core 1.0 sections 2 and 3.3.2.11, FAPI), log-out tokens and
     * other security events (RFC 8417).
     */
    private static final List<String> OF_OTHERS = List.of("nonce", "at_hash", "c_hash", "s_hash", "events");

    /** Where issuers say of which kind a token is, and what they say of access tokens. */
    private static final Map<String, Set<String>> SAID = Map.of(
            "typ", Set.of("Bearer"),
            "token_use", Set.of("access"),
            "token_type", Set.of("Bearer", "bearer", "access", "access_token"));

    private TokenKind() {}

    static boolean isAccessToken(SignedToken token) {
        return saysOf(token.header(), "typ", TokenKind::isType)
                && OF_OTHERS.stream().noneMatch(token.claims()::has)
                && SAID.entrySet().stream()
                        .allMatch(said -> saysOf(token.claims(), said.getKey(), said.getValue()::contains));
    }

    private static boolean isType(String type) {
        return TYPES.contains(type.toLowerCase(Locale.ROOT));
    }

    /** Whether the member is not there, or a text that is right: one that is null says nothing that could be right. */
    private static boolean saysOf(JsonNode object, String member, Predicate<String> right) {
        return !object.has(member)
                || Optional.of(object.get(member))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(right)
                        .isPresent();
    }
}
