package io.metagate.oidc.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class KeySetCacheTest {

    private static final KeySet OLD = Jwks.set(Jwks.jwk(Jwks.RSA, "old"));
    private static final KeySet NEW = Jwks.set(Jwks.jwk(Jwks.OTHER_RSA, "new"));

    private static final Duration FORCED = KeySetCache.FORCED_INTERVAL;

    private final List<CompletableFuture<FetchedKeySet>> readings = new ArrayList<>();
    private Duration time = Duration.ofHours(-3);
    private final KeySetCache cache = cache(Duration.ofMinutes(5));

    @Test
    void readsTheKeysBeforeItGivesAny() {
        CompletionStage<KeySet> keys = cache.fresh();
        assertThat(keys.toCompletableFuture()).isNotDone();
        answer(OLD);
        assertThat(now(keys)).isEqualTo(OLD);
        assertThat(now(cache.fresh())).isEqualTo(OLD);
        assertThat(readings).hasSize(1);
    }

    @Test
    void readsThemAgainByTimeSoThatAWithdrawnKeyIsGoneWithinTheInterval() {
        know(OLD);
        pass(Duration.ofSeconds(239));
        cache.refreshIfDue();
        assertThat(readings).hasSize(1);
        pass(Duration.ofSeconds(1));
        cache.refreshIfDue();
        cache.refreshIfDue();
        assertThat(readings).hasSize(2);
        answer(NEW);
        assertThat(now(cache.fresh())).isEqualTo(NEW);
    }

    @Test
    void givesNoKeysThatAreTooOldEvenIfNobodyLookedAtTheTime() {
        know(OLD);
        pass(Duration.ofHours(1));
        CompletionStage<KeySet> keys = cache.fresh();
        assertThat(keys.toCompletableFuture()).isNotDone();
        answer(NEW);
        assertThat(now(keys)).isEqualTo(NEW);
    }

    @Test
    void readsThemSoonerIfTheIssuerSaysSoAndNoLaterIfItSaysThat() {
        know(OLD, Duration.ofMinutes(1));
        pass(Duration.ofSeconds(48));
        cache.refreshIfDue();
        assertThat(readings).hasSize(2);
        answer(OLD, Duration.ofDays(30));
        pass(Duration.ofMinutes(4));
        cache.refreshIfDue();
        assertThat(readings).hasSize(3);
        answer(OLD, Duration.ZERO);
        pass(Duration.ofSeconds(9));
        cache.refreshIfDue();
        assertThat(readings).hasSize(3);
        pass(Duration.ofSeconds(1));
        cache.refreshIfDue();
        assertThat(readings).hasSize(4);
    }

    @Test
    void keepsWhatItKnowsWhileTheIssuerDoesNotAnswer() {
        know(OLD);
        pass(Duration.ofHours(1));
        CompletionStage<KeySet> keys = cache.fresh();
        fail();
        assertThat(now(keys)).isEqualTo(OLD);
        for (int i = 0; i < 1_000; i++) {
            pass(Duration.ofMillis(100));
            cache.refreshIfDue();
            // Nobody waits for an issuer that has just not answered.
            assertThat(now(cache.fresh())).isEqualTo(OLD);
            if (!readings.get(readings.size() - 1).isDone()) {
                fail();
            }
        }
        assertThat(readings).hasSize(12);
    }

    @Test
    void knowsTheNewKeysOnceTheIssuerAnswersAgain() {
        know(OLD);
        pass(Duration.ofHours(1));
        cache.refreshIfDue();
        fail();
        pass(Duration.ofSeconds(10));
        cache.refreshIfDue();
        answer(NEW);
        assertThat(now(cache.fresh())).isEqualTo(NEW);
    }

    @Test
    void readsThemForAnUnknownKeyAtOnce() {
        know(OLD);
        CompletionStage<KeySet> keys = cache.newer();
        assertThat(keys.toCompletableFuture()).isNotDone();
        answer(NEW);
        assertThat(now(keys)).isEqualTo(NEW);
    }

    @Test
    void readsThemForUnknownKeysEveryTenSecondsAtMostWhoeverComes() {
        know(OLD);
        for (int i = 0; i < 600; i++) {
            CompletionStage<KeySet> keys = cache.newer();
            if (!readings.get(readings.size() - 1).isDone()) {
                answer(OLD);
            }
            assertThat(now(keys)).isEqualTo(OLD);
            pass(Duration.ofMillis(100));
        }
        assertThat(readings).hasSize(1 + 6);
    }

    @Test
    void findsAGoodKeyTenSecondsAfterAStrangerHadTheKeysRead() {
        know(OLD);
        cache.newer();
        answer(OLD);
        pass(Duration.ofSeconds(9));
        assertThat(now(cache.newer())).isEqualTo(OLD);
        pass(Duration.ofSeconds(1));
        CompletionStage<KeySet> keys = cache.newer();
        answer(NEW);
        assertThat(now(keys)).isEqualTo(NEW);
    }

    @Test
    void findsANewKeyAfterTenSecondsThoughAStrangerHadNamedItBefore() {
        know(OLD);
        cache.newer();
        answer(OLD);
        pass(FORCED);
        CompletionStage<KeySet> keys = cache.newer();
        assertThat(keys.toCompletableFuture()).isNotDone();
        answer(NEW);
        assertThat(now(keys)).isEqualTo(NEW);
    }

    @Test
    void waitsForNewKeysAlsoFromAnIssuerThatHasFailed() {
        know(OLD);
        cache.newer();
        fail();
        pass(FORCED);
        CompletionStage<KeySet> keys = cache.newer();
        answer(NEW);
        assertThat(now(keys)).isEqualTo(NEW);
    }

    @Test
    void letsAllWaitForNewKeysAndGivesNobodyOldOnes() {
        know(OLD);
        pass(Duration.ofMinutes(5));
        List<CompletionStage<KeySet>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(cache.newer());
            asked.add(cache.fresh());
        }
        assertThat(asked)
                .allSatisfy(keys -> assertThat(keys.toCompletableFuture()).isNotDone());
        answer(NEW);
        assertThat(asked).allSatisfy(keys -> assertThat(now(keys)).isEqualTo(NEW));
        assertThat(readings).hasSize(2);
    }

    @Test
    void usesKeysThatAreTooOldOnlyOnAccountOfAFailureOfJustNow() {
        know(OLD);
        pass(FORCED);
        cache.newer();
        fail();
        pass(Duration.ofHours(1));
        CompletionStage<KeySet> keys = cache.fresh();
        assertThat(keys.toCompletableFuture()).isNotDone();
        answer(NEW);
        assertThat(now(keys)).isEqualTo(NEW);
    }

    @Test
    void letsANewKeyWorkWithinTenSecondsAndAReadingWhateverStrangersSend() {
        Duration step = Duration.ofMillis(50);
        Duration reading = Duration.ofMillis(300);
        for (int offset = 0; offset < 300; offset++) {
            readings.clear();
            KeySetCache flooded = cache(Duration.ofMinutes(5));
            flooded.refresh();
            answer(OLD);
            Duration rotation = time.plus(step.multipliedBy(offset));
            Duration begun = time;
            int seen = 1;
            KeySet listed = OLD;
            boolean works = false;
            while (!works) {
                flooded.refreshIfDue();
                flooded.newer();
                if (readings.size() > seen) {
                    seen = readings.size();
                    begun = time;
                    listed = time.compareTo(rotation) < 0 ? OLD : NEW;
                }
                if (!readings.get(seen - 1).isDone() && time.minus(begun).compareTo(reading) >= 0) {
                    answer(listed);
                }
                works = now(flooded.fresh()).equals(NEW);
                pass(step);
            }
            assertThat(time.minus(rotation))
                    .isLessThanOrEqualTo(FORCED.plus(reading).plus(step.multipliedBy(2)));
        }
    }

    @Test
    void goesOnAfterASourceThatCannotEvenBeAsked() {
        boolean[] broken = {true};
        KeySetCache keys = new KeySetCache(
                () -> {
                    if (broken[0]) {
                        throw new StackOverflowError("injected");
                    }
                    return CompletableFuture.completedFuture(new FetchedKeySet(NEW, Optional.empty()));
                },
                Duration.ofMinutes(5),
                () -> time.toNanos());
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(keys::refreshIfDue);
        broken[0] = false;
        pass(FORCED);
        keys.refreshIfDue();
        assertThat(now(keys.fresh())).isEqualTo(NEW);
    }

    @Test
    void goesOnAfterAReadingThatNeverEnds() {
        know(OLD);
        CompletionStage<KeySet> waiting = cache.newer();
        CompletableFuture<FetchedKeySet> lost = readings.get(1);
        pass(Duration.ofMinutes(5));
        cache.refreshIfDue();
        assertThat(now(waiting)).isEqualTo(OLD);
        assertThat(readings).hasSize(3);
        answer(NEW);
        assertThat(now(cache.fresh())).isEqualTo(NEW);
        lost.complete(new FetchedKeySet(OLD, Optional.empty()));
        assertThat(now(cache.fresh())).isEqualTo(NEW);
    }

    @Test
    void takesAnEmptySetForWhatItSays() {
        know(OLD);
        pass(Duration.ofMinutes(5));
        cache.refreshIfDue();
        answer(KeySet.none());
        assertThat(now(cache.fresh()).keys()).isEmpty();
    }

    @Test
    void readsOftenIfTheIntervalIsShort() {
        KeySetCache quick = cache(Duration.ofSeconds(1));
        quick.refresh();
        answer(OLD);
        pass(Duration.ofSeconds(1));
        quick.refreshIfDue();
        answer(NEW);
        assertThat(now(quick.fresh())).isEqualTo(NEW);
    }

    private KeySetCache cache(Duration interval) {
        return new KeySetCache(
                () -> {
                    readings.add(new CompletableFuture<>());
                    return readings.get(readings.size() - 1);
                },
                interval,
                () -> time.toNanos());
    }

    private void know(KeySet keys) {
        cache.refresh();
        answer(keys);
    }

    private void know(KeySet keys, Duration maxAge) {
        cache.refresh();
        answer(keys, maxAge);
    }

    private void answer(KeySet keys) {
        readings.get(readings.size() - 1).complete(new FetchedKeySet(keys, Optional.empty()));
    }

    private void answer(KeySet keys, Duration maxAge) {
        readings.get(readings.size() - 1).complete(new FetchedKeySet(keys, Optional.of(maxAge)));
    }

    private void fail() {
        readings.get(readings.size() - 1).completeExceptionally(new KeySetUnavailable("it does not answer"));
    }

    private void pass(Duration more) {
        time = time.plus(more);
    }

    private static KeySet now(CompletionStage<KeySet> keys) {
        assertThat(keys.toCompletableFuture()).isDone();
        return keys.toCompletableFuture().join();
    }
}
