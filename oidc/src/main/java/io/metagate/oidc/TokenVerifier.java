package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.oidc.keys.KeySet;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Verifies access tokens (RFC 9068 section 4, RFC 8725): properly signed by the issuer, for this gateway, for now,
 * about somebody, and no other kind of token. What is in doubt is refused (P6).
 */
public final class TokenVerifier {

    private final TokenRequirements requirements;
    private final InstantSource clock;

    private TokenVerifier(TokenRequirements requirements, InstantSource clock) {
        this.requirements = requirements;
        this.clock = clock;
    }

    /**
     * One for that configuration.
     *
     * @throws IllegalArgumentException if the configuration has problems
     */
    public static TokenVerifier of(OidcConfig config, InstantSource clock) {
        return new TokenVerifier(TokenRequirements.of(config), clock);
    }

    /** A line for each key of the configuration that is set to what it cannot be. */
    public static List<String> problems(OidcConfig config) {
        return TokenRequirements.problems(config);
    }

    /** Verifies a token in compact form by the issuer's keys. */
    public TokenResult verify(String compact, KeySet keys) {
        Optional<SignedToken> read = SignedToken.read(compact);
        if (read.isEmpty()) {
            return new TokenResult.Refused(TokenRefusal.MALFORMED);
        }
        SignedToken token = read.get();
        TokenSignature signature = TokenSignature.of(token, keys);
        return refusals(token, signature)
                .findFirst()
                .<TokenResult>map(TokenResult.Refused::new)
                .orElseGet(() -> new TokenResult.Accepted(verified(token, signature)));
    }

    /**
     * All that is wrong with a token; nothing if it is accepted. What it says is looked at also where its signature is
     * not good.
     */
    public List<TokenFinding> examine(String compact, KeySet keys) {
        return SignedToken.read(compact)
                .map(token -> refusals(token, TokenSignature.of(token, keys))
                        .distinct()
                        .map(refusal -> TokenFinding.of(refusal, token))
                        .toList())
                .orElse(List.of(new TokenFinding(TokenRefusal.MALFORMED, "")));
    }

    /**
     * In the order in which they are looked for: what needs no key, the signature, what only the issuer can have said.
     */
    private Stream<TokenRefusal> refusals(SignedToken token, TokenSignature signature) {
        JsonNode header = token.header();
        JsonNode claims = token.claims();
        return Stream.<Supplier<Stream<TokenRefusal>>>of(
                        () -> unless(!header.has("crit") && !header.has("b64"), TokenRefusal.MALFORMED),
                        () -> unless(token.text("iss").equals(Optional.of(requirements.issuer())), TokenRefusal.ISSUER),
                        () -> signature.refusal().stream(),
                        () -> unless(TokenKind.isAccessToken(token), TokenRefusal.TYPE),
                        () -> unless(!claims.has("cnf"), TokenRefusal.BOUND),
                        () -> unless(isForThisGateway(claims.path("aud")), TokenRefusal.AUDIENCE),
                        () -> new TokenTimes(token).refusals(clock.instant(), requirements.maxLifetime()).stream(),
                        () -> unless(token.text("sub").isPresent(), TokenRefusal.NO_SUBJECT),
                        () -> unless(requirements.roles().roles(claims).isPresent(), TokenRefusal.ROLES),
                        () -> unless(isClientReadable(token), TokenRefusal.CLIENT))
                .flatMap(Supplier::get);
    }

    private static Stream<TokenRefusal> unless(boolean holds, TokenRefusal refusal) {
        return holds ? Stream.empty() : Stream.of(refusal);
    }

    /**
     * Whether each claim of the client is a text or not there: what is taken away by client would else not be taken
     * away (P6).
     */
    private static boolean isClientReadable(SignedToken token) {
        return VerifiedToken.CLIENT.stream()
                .allMatch(name -> !token.claims().has(name) || token.text(name).isPresent());
    }

    /** RFC 7519 section 4.1.3: a text, or a list of texts. */
    private boolean isForThisGateway(JsonNode audience) {
        if (audience.isTextual()) {
            return audience.textValue().equals(requirements.audience());
        }
        boolean named = false;
        for (JsonNode each : audience) {
            if (!each.isTextual()) {
                return false;
            }
            named |= each.textValue().equals(requirements.audience());
        }
        return named && audience.isArray();
    }

    private VerifiedToken verified(SignedToken token, TokenSignature signature) {
        Set<String> roles = requirements.roles().roles(token.claims()).orElseThrow();
        return new VerifiedToken(
                token.claims(),
                roles,
                new TokenTimes(token).expiry(),
                signature.key().orElseThrow());
    }
}
