package io.metagate.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.metagate.policy.request.Principal;
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
 * Tokens that were verified a short while ago, so that a signature is not verified with every request. INVARIANT: nobody is known for longer than the
 * token lives, and nobody whose token was not verified. Holds digests of tokens, not tokens.
 */
@ApplicationScoped
class KnownTokens {

    private static final int MOST = 10_000;

    private final PrincipalResolver principals;
    private final Duration most;
    private final InstantSource clock;
    private final Cache<ByteBuffer, SecurityIdentity> known;

    @Inject
    KnownTokens(PrincipalResolver principals, OidcConfig config) {
        this(principals, config.verifiedFor(), InstantSource.system(), Ticker.systemTicker());
    }

    KnownTokens(PrincipalResolver principals, Duration most, InstantSource clock, Ticker ticker) {
        this.principals = principals;
        this.most = most;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfter(Expiry.creating((ByteBuffer token, SecurityIdentity identity) -> lifetime(identity)))
                .build();
    }

    /** Whose token it is, if that was verified a short while ago. */
    Optional<SecurityIdentity> find(String token) {
        return Optional.ofNullable(known.getIfPresent(digest(token)));
    }

    /** Takes note of a verified token, and returns whose it is. */
    SecurityIdentity keep(String token, SecurityIdentity verified) {
        SecurityIdentity identity = principals.identity(verified);
        known.put(digest(token), identity);
        return identity;
    }

    private Duration lifetime(SecurityIdentity identity) {
        Principal principal = principals.resolve(identity);
        Instant now = clock.instant();
        Instant end = PrincipalResolver.expiry(principal);
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
}
