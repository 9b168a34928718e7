package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownTokensTest {

    private static final Instant START = Instant.ofEpochSecond(1_000);

    private final PrincipalResolver principals = new PrincipalResolver();
    private long passed;
    private final KnownTokens known = tokens(Duration.ofMinutes(1));

    @Test
    void knowsAgainWhoseTokenItWasAndHoldsNoToken() {
        SecurityIdentity verified = identity(2_000);
        SecurityIdentity kept = known.keep("a.b.c", verified);
        assertThat(known.find("a.b.c")).containsSame(kept);
        assertThat(principals.resolve(kept)).isEqualTo(principals.resolve(verified));
        assertThat(kept.getRoles()).containsExactly("reader");
        assertThat(kept.getCredential(AccessTokenCredential.class)).isNull();
    }

    @Test
    void knowsNoOtherToken() {
        known.keep("a.b.c", identity(2_000));
        assertThat(known.find("a.b.d")).isEmpty();
        assertThat(known.find("")).isEmpty();
    }

    @Test
    void forgetsAfterAMinute() {
        known.keep("a.b.c", identity(5_000));
        passed = 59;
        assertThat(known.find("a.b.c")).isPresent();
        passed = 60;
        assertThat(known.find("a.b.c")).isEmpty();
    }

    @Test
    void forgetsWhenTheTokenExpires() {
        known.keep("a.b.c", identity(1_007));
        passed = 6;
        assertThat(known.find("a.b.c")).isPresent();
        passed = 7;
        assertThat(known.find("a.b.c")).isEmpty();
    }

    @Test
    void doesNotKnowATokenThatHasExpired() {
        known.keep("a.b.c", identity(999));
        assertThat(known.find("a.b.c")).isEmpty();
    }

    @Test
    void knowsNoneIfEachIsToBeVerified() {
        KnownTokens none = tokens(Duration.ZERO);
        none.keep("a.b.c", identity(2_000));
        assertThat(none.find("a.b.c")).isEmpty();
    }

    @Test
    void keepsNobodyWhoComesWithoutAVerifiedToken() {
        SecurityIdentity nobody =
                QuarkusSecurityIdentity.builder().setAnonymous(true).build();
        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> known.keep("a.b.c", nobody));
        assertThat(known.find("a.b.c")).isEmpty();
    }

    private KnownTokens tokens(Duration most) {
        return new KnownTokens(principals, most, () -> START.plusSeconds(passed), () -> Duration.ofSeconds(passed)
                .toNanos());
    }

    private static SecurityIdentity identity(long expires) {
        return Tokens.verified("{\"iss\":\"i\",\"sub\":\"alice\",\"exp\":" + expires + "}", "reader");
    }
}
