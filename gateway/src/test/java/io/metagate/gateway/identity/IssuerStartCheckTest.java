package io.metagate.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.CapturedLog;
import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.keys.FetchedKeySet;
import io.metagate.oidc.keys.IssuerClient;
import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.KeySetUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IssuerStartCheckTest {

    private static final String NAMED = "metagate.oidc.issuer: " + VerifiedTokens.ISSUER + ": ";
    private static final KeySet LISTED = new KeySet(List.of(VerifiedTokens.KEY));

    private int readings;

    @Test
    void findsNothingWhereTheIssuerGivesKeys() {
        assertThat(problems(() -> lists(LISTED))).isEmpty();
        assertThat(readings).isOne();
    }

    @Test
    void saysThatTheIssuerListsNoKey() {
        assertThat(problems(() -> lists(KeySet.none())))
                .containsExactly(NAMED + "it lists no key that tokens may be signed with");
    }

    @Test
    void saysInOneClauseWhyTheKeysCannotBeReadAndNothingOfWhatTheFailureSays() throws Exception {
        Throwable unavailable = unavailable();
        String clause = ((KeySetUnavailable) unavailable).clause();
        assertThat(clause).isNotBlank();

        assertThat(problems(() -> CompletableFuture.failedFuture(unavailable))).containsExactly(NAMED + clause);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(problems(() -> CompletableFuture.failedFuture(new IllegalStateException("planted"))))
                    .containsExactly(NAMED + "it does not answer");

            assertThat(log.text())
                    .contains("the issuer's keys could not be read again: it does not answer")
                    .doesNotContain("planted");
        }
    }

    @Test
    void findsTheClauseWhateverItIsWrappedIn() throws Exception {
        Throwable unavailable = unavailable();

        assertThat(IssuerKeys.clause(new CompletionException(new IllegalStateException("planted", unavailable))))
                .isEqualTo(((KeySetUnavailable) unavailable).clause());
        assertThat(IssuerKeys.clause(new CompletionException(new IllegalStateException("planted"))))
                .isEqualTo("it does not answer");
    }

    @Test
    void keepsTheInterruptOfWhoeverAsks() {
        Thread.currentThread().interrupt();

        assertThat(problems(CompletableFuture::new)).containsExactly(NAMED + "interrupted while asking it");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesExpressionsAndAsksNobodyThen() {
        for (String key : List.of("issuer", "audience", "roles-claim")) {
            assertThat(problems(() -> lists(LISTED), key, "${planted:https://issuer.example}"))
                    .contains("metagate.oidc." + key + ": holds an expression (${...}): write out what it stands for");
        }
        assertThat(readings).isZero();
    }

    @Test
    void namesSettingsThatAreWrongAndAsksNobodyThen() {
        assertThat(problems(() -> lists(LISTED), "issuer", "nowhere"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("metagate.oidc.issuer"));
        assertThat(readings).isZero();
    }

    private CompletionStage<FetchedKeySet> lists(KeySet keys) {
        readings++;
        return CompletableFuture.completedFuture(new FetchedKeySet(keys, Optional.empty()));
    }

    private static List<String> problems(Supplier<CompletionStage<FetchedKeySet>> issuer, String... keysAndValues) {
        Map<String, String> told = new HashMap<>(
                Map.of("metagate.oidc.issuer", VerifiedTokens.ISSUER, "metagate.oidc.audience", "metagate"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            told.put("metagate.oidc." + keysAndValues[i], keysAndValues[i + 1]);
        }
        SmallRyeConfig written = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(told, "test", 100))
                .withMapping(OidcConfig.class)
                .build();
        IssuerKeys keys = new IssuerKeys(issuer, Duration.ofMinutes(5), System::nanoTime, new SimpleMeterRegistry());
        return new IssuerStartCheck(written.getConfigMapping(OidcConfig.class), written, keys).problems();
    }

    /** What comes of an issuer at a port where nobody listens. */
    private static Throwable unavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            throw new AssertionError(new IssuerClient("http://localhost:" + port)
                    .fetch()
                    .toCompletableFuture()
                    .join());
        } catch (CompletionException e) {
            return Optional.ofNullable(e.getCause()).orElse(e);
        }
    }
}
