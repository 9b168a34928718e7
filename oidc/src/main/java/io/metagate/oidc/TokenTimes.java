package io.metagate.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times of a token (RFC 7519 section 2, NumericDate: seconds, maybe with fractions). Whatever number stands there,
 * nothing overflows: what is far beyond any token's time is taken for the end of time.
 */
final class TokenTimes {

    private static final List<String> CLAIMS = List.of("exp", "nbf", "iat", "auth_time");

    /** What the clocks of issuer and gateway may differ by, in seconds. */
    private static final double SKEW = 30;

    /** Some ten thousand years: a double tells its microseconds, and an {@link Instant} holds it. */
    private static final double END_OF_TIME = 3e11;

    private final SignedToken token;

    TokenTimes(SignedToken token) {
        this.token = token;
    }

    /** All that is wrong with them now. */
    List<TokenRefusal> refusals(Instant now, Duration maxLifetime) {
        if (CLAIMS.stream().anyMatch(this::isUnreadable)) {
            return List.of(TokenRefusal.MALFORMED);
        }
        List<TokenRefusal> refusals = new ArrayList<>();
        double seconds = now.getEpochSecond() + now.getNano() / 1e9;
        if (seconds("exp").filter(end -> end + SKEW <= seconds).isPresent()) {
            refusals.add(TokenRefusal.EXPIRED);
        }
        if (isAhead("nbf", seconds) || isAhead("iat", seconds)) {
            refusals.add(TokenRefusal.NOT_YET_VALID);
        }
        if (!livesFor(maxLifetime)) {
            refusals.add(TokenRefusal.LIFETIME);
        }
        return refusals;
    }

    /** When it expires; before all times if it does not say so (P6). */
    Instant expiry() {
        return seconds("exp")
                .map(end -> Instant.ofEpochSecond((long) Math.floor(end)))
                .orElse(Instant.MIN);
    }

    private boolean isUnreadable(String claim) {
        return token.claims().has(claim) && !token.claims().get(claim).isNumber();
    }

    private boolean isAhead(String claim, double now) {
        return seconds(claim).filter(time -> time > now + SKEW).isPresent();
    }

    private boolean livesFor(Duration most) {
        Optional<Double> issued = seconds("iat");
        Optional<Double> ends = seconds("exp");
        if (issued.isEmpty() || ends.isEmpty()) {
            return false;
        }
        double lifetime = ends.get() - issued.get();
        return lifetime >= 0 && lifetime <= most.toSeconds();
    }

    private Optional<Double> seconds(String claim) {
        return Optional.ofNullable(token.claims().get(claim))
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .map(seconds -> Math.max(-END_OF_TIME, Math.min(END_OF_TIME, seconds)));
    }
}
