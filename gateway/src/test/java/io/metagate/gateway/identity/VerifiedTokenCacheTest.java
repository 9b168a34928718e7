package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.oidc.VerifiedToken;
import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.VerificationKey;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedTokenCacheTest {

    private static final Instant START = Instant.ofEpochSecond(1_000);
    private static final KeySet KEYS = new KeySet(List.of(VerifiedTokens.KEY));

    private final PrincipalResolver principals = new PrincipalResolver();
    private long passed;
    private final VerifiedTokenCache known = tokens(Duration.ofMinutes(1));

    @Test
    void knowsAgainWhoseTokenItWasAndHoldsNoToken() {
        SecurityIdentity kept = keep(known, 2_000);
        assertThat(known.find("a.b.c", KEYS)).containsSame(kept);
        assertThat(kept.getRoles()).containsExactly("reader");
        assertThat(kept.getCredentials()).isEmpty();
    }

    @Test
    void knowsNoOtherToken() {
        keep(known, 2_000);
        assertThat(known.find("a.b.d", KEYS)).isEmpty();
        assertThat(known.find("", KEYS)).isEmpty();
    }

    @Test
    void knowsNoTokenOfAKeyThatIsWithdrawnOrWasExchanged() {
        keep(known, 2_000);
        VerificationKey renamed =
                new VerificationKey(Optional.of("k2"), Optional.empty(), "EC P-256", VerifiedTokens.KEY.key());
        VerificationKey forOther =
                new VerificationKey(Optional.of("k1"), Optional.of("ES384"), "EC P-256", VerifiedTokens.KEY.key());
        assertThat(known.find("a.b.c", KeySet.none())).isEmpty();
        assertThat(known.find("a.b.c", new KeySet(List.of(renamed)))).isEmpty();
        assertThat(known.find("a.b.c", new KeySet(List.of(forOther)))).isEmpty();
        assertThat(known.find("a.b.c", new KeySet(List.of(renamed, VerifiedTokens.KEY))))
                .isPresent();
    }

    @Test
    void forgetsAfterAMinute() {
        keep(known, 5_000);
        passed = 59;
        assertThat(known.find("a.b.c", KEYS)).isPresent();
        passed = 60;
        assertThat(known.find("a.b.c", KEYS)).isEmpty();
    }

    @Test
    void forgetsWhenTheTokenExpires() {
        keep(known, 1_007);
        passed = 6;
        assertThat(known.find("a.b.c", KEYS)).isPresent();
        passed = 7;
        assertThat(known.find("a.b.c", KEYS)).isEmpty();
    }

    @Test
    void doesNotKnowATokenThatHasExpired() {
        keep(known, 999);
        assertThat(known.find("a.b.c", KEYS)).isEmpty();
    }

    @Test
    void knowsNoneIfEachIsToBeVerified() {
        VerifiedTokenCache none = tokens(Duration.ZERO);
        keep(none, 2_000);
        assertThat(none.find("a.b.c", KEYS)).isEmpty();
    }

    private VerifiedTokenCache tokens(Duration most) {
        return new VerifiedTokenCache(most, () -> START.plusSeconds(passed), () -> Duration.ofSeconds(passed)
                .toNanos());
    }

    private SecurityIdentity keep(VerifiedTokenCache cache, long expires) {
        VerifiedToken token = VerifiedTokens.token("{\"sub\":\"alice\",\"exp\":" + expires + "}", "reader");
        SecurityIdentity identity = principals.identity(token);
        cache.keep("a.b.c", token, identity);
        return identity;
    }
}
