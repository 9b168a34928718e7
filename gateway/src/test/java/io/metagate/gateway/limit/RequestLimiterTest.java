package io.metagate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.model.limit.LimitMetric;
import io.metagate.policy.model.limit.LimitScope;
import io.metagate.policy.model.limit.Quota;
import io.metagate.policy.model.selector.PrincipalSelector;
import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.SourcePosition;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {

    private static final SourcePosition AT = new SourcePosition("limits.yaml", 1, 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Principal ALICE = principal("https://a.example", "alice", "desk");

    private final HandClock clock = new HandClock();
    private final RequestLimiter limiter = new RequestLimiter(clock, clock);

    @Test
    void grantsWhatIsLeftOfTheBurstAndNoMore() {
        List<Limit> limits = List.of(limit("desk", LimitScope.PRINCIPAL, new Quota(60, MINUTE, 5)));

        for (int left = 4; left >= 0; left--) {
            assertThat(limiter.tryConsume(ALICE, limits))
                    .isEqualTo(new RateLimitResult.Granted(
                            List.of(new QuotaStatus("desk-requests", 60, 60, left, 5 - left))));
        }
        assertThat(limiter.tryConsume(ALICE, limits))
                .isEqualTo(new RateLimitResult.Exceeded(
                        List.of(new QuotaStatus("desk-requests", 60, 60, 0, 5)),
                        List.of("desk-requests"),
                        Duration.ofSeconds(1)));
    }

    @Test
    void takesSeveralAtOnceOrNone() {
        List<Limit> limits = List.of(new Limit(
                new LocatedElement<>(AT, "desk"),
                Optional.of(new PrincipalSelector(Set.of("reader"), Set.of(), Map.of())),
                LimitScope.PRINCIPAL,
                Map.of(
                        LimitMetric.REQUESTS, new LocatedElement<>(AT, List.of(new Quota(60, MINUTE, 60))),
                        LimitMetric.PROBES,
                                new LocatedElement<>(
                                        AT, List.of(new Quota(60, MINUTE, 10), new Quota(60, MINUTE, 5))))));

        RateLimitResult.Exceeded exceeded =
                (RateLimitResult.Exceeded) limiter.tryConsume(ALICE, limits, LimitMetric.PROBES, 6);
        assertThat(exceeded.states())
                .containsExactly(
                        new QuotaStatus("desk-probes", 60, 60, 10, 0), new QuotaStatus("desk-probes-2", 60, 60, 5, 0));
        assertThat(exceeded.violated()).containsExactly("desk-probes-2");
        assertThat(exceeded.retryAfter()).as("it never fits").isEqualTo(MINUTE);
        assertThat(limiter.tryConsume(ALICE, limits, LimitMetric.PROBES, 5))
                .isEqualTo(new RateLimitResult.Granted(List.of(
                        new QuotaStatus("desk-probes", 60, 60, 5, 5), new QuotaStatus("desk-probes-2", 60, 60, 0, 5))));
        assertThat(granted(ALICE, limits, 60)).isEqualTo(60);
    }

    @Test
    void refillsSteadilyAndNeverAboveTheBurst() {
        List<Limit> limits = List.of(limit("desk", LimitScope.PRINCIPAL, new Quota(60, MINUTE, 5)));
        exhaust(ALICE, limits);

        clock.pass(Duration.ofMillis(999));
        assertThat(limiter.tryConsume(ALICE, limits)).isInstanceOf(RateLimitResult.Exceeded.class);
        clock.pass(Duration.ofMillis(1));
        assertThat(granted(ALICE, limits, 3)).isEqualTo(1);
        clock.pass(Duration.ofSeconds(3));
        assertThat(granted(ALICE, limits, 10)).isEqualTo(3);
        clock.pass(Duration.ofDays(1));
        assertThat(granted(ALICE, limits, 10)).isEqualTo(5);
    }

    @Test
    void saysHowLongToWaitForAllThatIsUsedUp() {
        Quota fast = new Quota(60, MINUTE, 1);
        Quota slow = new Quota(2, Duration.ofHours(1), 1);
        List<Limit> limits = List.of(limit("desk", LimitScope.PRINCIPAL, fast, slow));
        limiter.tryConsume(ALICE, limits);

        RateLimitResult.Exceeded exceeded = (RateLimitResult.Exceeded) limiter.tryConsume(ALICE, limits);

        assertThat(exceeded.violated()).containsExactly("desk-requests", "desk-requests-2");
        assertThat(exceeded.retryAfter()).isEqualTo(Duration.ofMinutes(30));
        clock.pass(exceeded.retryAfter());
        assertThat(limiter.tryConsume(ALICE, limits)).isInstanceOf(RateLimitResult.Granted.class);
    }

    @Test
    void takesNothingFromTheOtherLimitsWhenOneRefuses() {
        Limit narrow = limit("narrow", LimitScope.PRINCIPAL, new Quota(60, MINUTE, 1));
        Limit wide = limit("wide", LimitScope.PRINCIPAL, new Quota(60, MINUTE, 10));
        limiter.tryConsume(ALICE, List.of(narrow, wide));

        for (int i = 0; i < 20; i++) {
            RateLimitResult refused = limiter.tryConsume(ALICE, List.of(wide, narrow));
            assertThat(refused).isInstanceOf(RateLimitResult.Exceeded.class);
            assertThat(refused.states().get(0)).isEqualTo(new QuotaStatus("wide-requests", 60, 60, 9, 1));
        }
        assertThat(granted(ALICE, List.of(wide), 20)).isEqualTo(9);
    }

    @Test
    void countsEachPrincipalOfEachIssuerByItself() {
        List<Limit> limits = List.of(limit("desk", LimitScope.PRINCIPAL, new Quota(60, MINUTE, 5)));
        exhaust(ALICE, limits);

        assertThat(granted(principal("https://a.example", "bob", "desk"), limits, 10))
                .isEqualTo(5);
        assertThat(granted(principal("https://b.example", "alice", "desk"), limits, 10))
                .isEqualTo(5);
        assertThat(granted(principal("https://a.example", "alice", "other"), limits, 10))
                .isZero();
    }

    @Test
    void countsAllPrincipalsOfAClientTogether() {
        List<Limit> limits = List.of(limit("desk", LimitScope.CLIENT, new Quota(60, MINUTE, 5)));
        exhaust(ALICE, limits);

        assertThat(granted(principal("https://a.example", "bob", "desk"), limits, 10))
                .isZero();
        assertThat(granted(principal("https://a.example", "bob", "other"), limits, 10))
                .isEqualTo(5);
        assertThat(granted(principal("https://b.example", "alice", "desk"), limits, 10))
                .isEqualTo(5);
    }

    @Test
    void countsPrincipalsWithoutAClientByThemselves() {
        List<Limit> limits = List.of(limit("desk", LimitScope.CLIENT, new Quota(60, MINUTE, 5)));
        exhaust(principal("https://a.example", "alice", ""), limits);

        assertThat(granted(principal("https://a.example", "alice", ""), limits, 10))
                .isZero();
        assertThat(granted(principal("https://a.example", "bob", ""), limits, 10))
                .isEqualTo(5);
    }

    @Test
    void countsAllPrincipalsWithOneValueOfAClaimTogether() {
        List<Limit> limits = List.of(limit("desk", new LimitScope.EachValue("tenant"), new Quota(60, MINUTE, 5)));
        exhaust(tenant("alice", "acme"), limits);

        assertThat(granted(tenant("bob", "acme"), limits, 10)).isZero();
        assertThat(granted(tenant("bob", "other"), limits, 10)).isEqualTo(5);
    }

    @Test
    void countsByItselfWhoHasNoOrSeveralValuesOfTheClaim() {
        List<Limit> limits = List.of(limit("desk", new LimitScope.EachValue("tenant"), new Quota(60, MINUTE, 5)));
        exhaust(ALICE, limits);
        exhaust(tenant("bob", "acme", "other"), limits);

        assertThat(granted(tenant("alice", "acme", "other"), limits, 10)).isZero();
        assertThat(granted(tenant("bob"), limits, 10)).isZero();
        assertThat(granted(tenant("eve", "acme", "other"), limits, 10)).isEqualTo(5);
        assertThat(granted(tenant("bob", "acme"), limits, 10)).isEqualTo(5);
    }

    @Test
    void grantsExactlyTheQuotaToManyAtOnce() throws Exception {
        List<Limit> limits = List.of(limit("desk", LimitScope.PRINCIPAL, new Quota(1000, MINUTE, 1000)));
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try {
            CyclicBarrier start = new CyclicBarrier(64);
            Callable<Integer> caller = () -> {
                start.await();
                return granted(ALICE, limits, 50);
            };
            int sum = 0;
            for (Future<Integer> granted : callers.invokeAll(
                    IntStream.range(0, 64).mapToObj(i -> caller).toList())) {
                sum += granted.get();
            }
            assertThat(sum).isEqualTo(1000);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void grantsEverythingToWhomNoLimitIsFor() {
        assertThat(limiter.tryConsume(ALICE, List.of())).isEqualTo(new RateLimitResult.Granted(List.of()));
    }

    private int granted(Principal principal, List<Limit> limits, int attempts) {
        return (int) IntStream.range(0, attempts)
                .filter(i -> limiter.tryConsume(principal, limits) instanceof RateLimitResult.Granted)
                .count();
    }

    private void exhaust(Principal principal, List<Limit> limits) {
        assertThat(granted(principal, limits, 5)).isEqualTo(5);
        assertThat(limiter.tryConsume(principal, limits)).isInstanceOf(RateLimitResult.Exceeded.class);
    }

    private static Limit limit(String name, LimitScope per, Quota... quotas) {
        return new Limit(
                new LocatedElement<>(AT, name),
                Optional.of(new PrincipalSelector(Set.of("reader"), Set.of(), Map.of())),
                per,
                Map.of(LimitMetric.REQUESTS, new LocatedElement<>(AT, List.of(quotas))));
    }

    private static Principal tenant(String subject, String... tenants) {
        List<ScalarValue> values =
                Arrays.stream(tenants).<ScalarValue>map(ScalarValue.Text::new).toList();
        return new Principal(
                "https://a.example", subject, "desk", Set.of("reader"), Map.of("tenant", Claim.ofList(values)));
    }

    private static Principal principal(String issuer, String subject, String client) {
        return new Principal(issuer, subject, client, Set.of("reader"), Map.of());
    }
}
