package io.metagate.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.VerifiedToken;
import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.VerificationKey;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tokens that were verified a short while ago, so that a signature is not verified with every request. INVARIANT:
 * nobody is known for longer than the token lives, nobody whose token was not verified, and nobody whose token's key
 * the issuer has withdrawn. Holds digests of tokens, not tokens.
 */
@ApplicationScoped
class VerifiedTokenCache {

    private static final int MOST = 10_000;

    private final Duration most;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Known> known;

    @Inject
    VerifiedTokenCache(OidcConfig config) {
        this(config.tokenCacheTtl(), InstantSource.system(), Ticker.systemTicker());
    }

    VerifiedTokenCache(Duration most, InstantSource clock, Ticker ticker) {
        this.most = most;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfter(Expiry.creating((ByteBuffer token, Known verified) -> lifetime(verified.expiry())))
                .build();
    }

    /**
     * Whose token it is, if that was verified a short while ago.
     *
     * @param keys the issuer's keys now
     */
    Optional<SecurityIdentity> find(String token, KeySet keys) {
        return Optional.ofNullable(known.getIfPresent(digest(token)))
                .filter(verified -> keys.holds(verified.key()))
                .map(Known::identity);
    }

    /** Takes note of a verified token, and of whose it is. */
    void keep(String token, VerifiedToken verified, SecurityIdentity identity) {
        known.put(digest(token), new Known(identity, verified.key(), verified.expiry()));
    }

    private Duration lifetime(Instant end) {
        Instant now = clock.instant();
        if (end.isBefore(now)) {
            return Duration.ZERO;
        }
        return end.isBefore(now.plus(most)) ? Duration.between(now, end) : most;
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has SHA-256", e);
        }
    }

    private record Known(SecurityIdentity identity, VerificationKey key, Instant expiry) {}
}
