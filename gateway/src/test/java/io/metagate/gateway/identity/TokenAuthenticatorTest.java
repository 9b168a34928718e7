package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import io.metagate.oidc.TokenRefusal;
import io.metagate.oidc.TokenVerifier;
import io.metagate.oidc.keys.FetchedKeySet;
import io.metagate.oidc.keys.KeySet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TokenAuthenticatorTest {

    private static final KeySet LISTED = new KeySet(List.of(VerifiedTokens.KEY));
    private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(VerifiedTokens.EXPIRY - 60);
    private static final String TOKEN = VerifiedTokens.compact("{\"sub\":\"alice\"}", "reader");

    private final PrincipalResolver principals = new PrincipalResolver();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private KeySet listed = LISTED;
    private boolean answers = true;
    private int readings;
    private Duration time = Duration.ZERO;
    private final IssuerKeys keys = new IssuerKeys(this::read, Duration.ofMinutes(5), () -> time.toNanos(), meters);
    private final TokenAuthenticator tokens = new TokenAuthenticator(
            keys,
            TokenVerifier.of(VerifiedTokens.config(), CLOCK),
            new VerifiedTokenCache(Duration.ofHours(1), CLOCK, Ticker.disabledTicker()),
            principals);

    @Test
    void tellsWhoseTokenItIsAndRemembersIt() {
        SecurityIdentity identity = authenticated(TOKEN);

        assertThat(principals.resolve(identity).subject()).isEqualTo("alice");
        assertThat(identity.getRoles()).containsExactly("reader");
        assertThat(authenticated(TOKEN)).isSameAs(identity);
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void refusesATokenThatItRemembersOnceTheIssuerHasWithdrawnItsKey() {
        authenticated(TOKEN);
        listed = KeySet.none();
        time = time.plus(Duration.ofMinutes(5));

        assertRefused(TOKEN, TokenRefusal.UNKNOWN_KEY);
    }

    @Test
    void goesOnToAcceptTokensWhileTheIssuerDoesNotAnswer() {
        SecurityIdentity identity = authenticated(TOKEN);
        answers = false;
        time = time.plus(Duration.ofHours(1));

        assertThat(authenticated(TOKEN)).isSameAs(identity);
        assertThat(meters.counter("metagate.oidc.keys.fetched", "outcome", "failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void acceptsATokenOfANewKeyAsSoonAsTheIssuerListsIt() {
        listed = KeySet.none();
        assertRefused(TOKEN, TokenRefusal.UNKNOWN_KEY);
        assertThat(readings).isEqualTo(2);
        listed = LISTED;
        assertRefused(TOKEN, TokenRefusal.UNKNOWN_KEY);
        time = time.plus(Duration.ofSeconds(10));

        authenticated(TOKEN);
    }

    @Test
    void asksNobodyForKeysOnAccountOfOtherRefusals() {
        authenticated(TOKEN);
        time = time.plus(Duration.ofSeconds(30));
        assertRefused("a.b.c", TokenRefusal.MALFORMED);
        assertRefused(VerifiedTokens.compact("{\"sub\":\"alice\",\"exp\":1000}"), TokenRefusal.EXPIRED);

        assertThat(readings).isEqualTo(1);
    }

    @Test
    void readsNoReasonOutOfOtherFailures() {
        assertThat(RefusedLogin.reason(new AuthenticationFailedException())).isEqualTo(TokenRefusal.MALFORMED);
    }

    private void assertRefused(String token, TokenRefusal refusal) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> authenticated(token))
                .havingCause()
                .isInstanceOfSatisfying(AuthenticationFailedException.class, e -> assertThat(RefusedLogin.reason(e))
                        .isEqualTo(refusal));
    }

    private SecurityIdentity authenticated(String token) {
        return tokens.authenticate(token).toCompletableFuture().join();
    }

    private CompletionStage<FetchedKeySet> read() {
        readings++;
        return answers
                ? CompletableFuture.completedFuture(new FetchedKeySet(listed, Optional.empty()))
                : CompletableFuture.failedFuture(new IllegalStateException("nobody there"));
    }
}
