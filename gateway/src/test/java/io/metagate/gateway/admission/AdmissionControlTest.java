package io.metagate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metagate.test.Seeded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionControlTest {

    private static final AdmissionKey ALICE = new AdmissionKey("https://issuer.example", "alice");
    /** A quarter of the queue timeout. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final AdmissionKey BOB = new AdmissionKey("https://issuer.example", "bob");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final AdmissionControl control = new AdmissionControl(new Shares(2, 1000, 100), meters, now::get);
    private final List<String> hungUp = new ArrayList<>();
    private final List<AdmissionSlot> begun = new ArrayList<>();
    private final List<UnsentAnswer> unsent = new ArrayList<>();
    private boolean slowToClose;

    @Test
    void letsAsManyRequestsOfOnePrincipalRunAsItsShareIs() {
        enter(ALICE);
        enter(ALICE);
        AdmissionSlot third = enter(ALICE);

        assertThat(begun).hasSize(2).doesNotContain(third);
        begun.get(0).close();
        assertThat(begun).hasSize(3).contains(third);
        assertThat(gauge("running")).isEqualTo(2);
    }

    static List<AdmissionKey> refusals() {
        return List.of(AdmissionKey.INVALID, AdmissionKey.REFUSED, AdmissionKey.ABANDONED);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void letsFewRefusalsRunAtOnce(AdmissionKey key) {
        AdmissionSlot first = enter(key);
        AdmissionSlot second = enter(key);
        assertThat(begun).containsExactly(first);
        first.close();
        assertThat(begun).containsExactly(first, second);
    }

    @Test
    void letsOthersRunMeanwhile() {
        for (int i = 0; i < 100; i++) {
            enter(ALICE);
        }
        AdmissionSlot bob = enter(BOB);
        AdmissionSlot nobody = enter(AdmissionKey.NOBODY);

        assertThat(begun).hasSize(4).contains(bob, nobody);
        assertThat(gauge("waiting")).isEqualTo(98);
    }

    @Test
    void letsRequestsWaitForBytesThatTheirPrincipalsClientsDoNotTake() {
        UnsentAnswer answer = sending("alice", 99);
        sending("alice", 1);
        AdmissionSlot alice = enter(ALICE);
        AdmissionSlot bob = enter(BOB);

        assertThat(begun).containsExactly(bob);
        answer.close();
        assertThat(begun).containsExactly(bob, alice);
        answer.close();
        assertThat(gauge("unsent")).isEqualTo(1);
    }

    @Test
    void letsEveryoneWaitWhileAllThatMayBeUnsentIs() {
        fill();
        AdmissionSlot alice = enter(ALICE);
        AdmissionSlot bob = enter(BOB);

        assertThat(begun).isEmpty();
        unsent.get(0).close();
        assertThat(begun).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void letsNobodyWaitForOthersBytesWhoIsAnsweredWithLittle() {
        fill();
        AdmissionSlot refused = enter(AdmissionKey.REFUSED);
        AdmissionSlot operator = enter(AdmissionKey.OPERATORS);
        AdmissionSlot nobody = enter(AdmissionKey.NOBODY);
        assertThat(begun).containsExactly(refused, operator, nobody);
    }

    @Test
    void givesTheFirstTurnToWhoHasLeastUnsent() {
        fill();
        AdmissionSlot reader = enter(reader(1));
        AdmissionSlot alice = enter(ALICE);
        UnsentAnswer more = control.sending(ALICE, 1, () -> {});
        AdmissionSlot bob = enter(BOB);
        more.close();
        unsent.get(0).close();
        assertThat(begun).hasSize(3).containsExactlyInAnyOrder(alice, bob, reader);
        assertThat(begun.get(2)).isSameAs(reader);
    }

    @Test
    void letsOldAnswersGiveWayToWhoWaits() {
        fill();
        AdmissionSlot alice = enter(ALICE);
        alice.press();
        assertThat(hungUp).isEmpty();

        pass(GRACE);
        alice.press();
        assertThat(hungUp).hasSize(1);
        assertThat(begun).containsExactly(alice);
    }

    @Test
    void letsOldAnswersGiveWayThoughWhoHasMostHasNoneThatIsOld() {
        fill();
        unsent.get(3).close();
        pass(GRACE);
        sending("reader-3", 99);
        AdmissionSlot alice = enter(ALICE);
        alice.press();
        assertThat(hungUp).hasSize(1).doesNotContain("reader-3");
        assertThat(begun).containsExactly(alice);
    }

    @Test
    void letsAsManyAnswersGiveWayAsItTakes() {
        fill();
        sending("reader-3", 50);
        sending("reader-3", 50);
        AdmissionSlot alice = enter(ALICE);
        pass(GRACE);
        alice.press();
        assertThat(hungUp).hasSize(3).contains("reader-3");
        assertThat(meters.get("metagate.admission.dropped").counter().count()).isEqualTo(3);
        assertThat(begun).containsExactly(alice);
    }

    @Test
    void letsNoAnswerGiveWayTwiceNorToWhoHasNoTurnAnyway() {
        fill();
        sending("reader-0", 5);
        pass(GRACE);
        AdmissionSlot reader = enter(reader(0));
        reader.press();
        assertThat(hungUp).isEmpty();

        slowToClose = true;
        AdmissionSlot alice = enter(ALICE);
        alice.press();
        alice.press();
        assertThat(hungUp).containsExactly("reader-0");
        assertThat(begun).isEmpty();
    }

    @Test
    void letsNoAnswerGiveWayWhileThereIsRoom() {
        sending("reader-0", 99);
        pass(GRACE);
        enter(ALICE);
        enter(ALICE);
        enter(ALICE).press();
        assertThat(hungUp).isEmpty();
    }

    @Test
    void losesNoTurnWhereOneFailsToBegin() {
        fill();
        control.enter(ALICE, turn -> {
            throw new IllegalStateException("the event loop is gone");
        });
        AdmissionSlot second = enter(ALICE);
        AdmissionSlot third = enter(ALICE);
        AdmissionSlot bob = enter(BOB);
        assertThatThrownBy(() -> unsent.get(0).close()).isInstanceOf(IllegalStateException.class);
        assertThat(begun).containsExactlyInAnyOrder(second, third, bob);
        assertThat(gauge("running")).isEqualTo(3);
    }

    @Test
    void forgetsWhoGaveUpWaiting() {
        enter(ALICE);
        enter(ALICE);
        AdmissionSlot third = enter(ALICE);
        AdmissionSlot fourth = enter(ALICE);

        assertThat(third.withdraw()).isTrue();
        assertThat(third.withdraw()).isFalse();
        begun.get(0).close();
        assertThat(begun).hasSize(3).contains(fourth);
        assertThat(fourth.withdraw()).isFalse();
    }

    @Test
    void countsToNothingWhateverTheOrder() {
        Seeded choices = Seeded.forTest("admission");
        List<AdmissionKey> all = List.of(ALICE, BOB, AdmissionKey.NOBODY);
        List<Runnable> later = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            AdmissionKey requester = choices.oneOf(all);
            AdmissionSlot admission = control.enter(requester, turn -> {
                int bytes = choices.below(60);
                UnsentAnswer answer = control.sending(requester, bytes, () -> {});
                later.add(turn::close);
                later.add(answer::close);
            });
            assertThat(gauge("running")).isLessThanOrEqualTo(6);
            if (choices.chance(20)) {
                admission.withdraw();
            }
            while (!later.isEmpty() && choices.chance(66)) {
                later.remove(choices.below(later.size())).run();
            }
        }
        while (!later.isEmpty()) {
            later.remove(later.size() - 1).run();
        }
        assertThat(gauge("running")).isZero();
        assertThat(gauge("waiting")).isZero();
        assertThat(gauge("unsent")).isZero();
    }

    @Test
    void countsTheEndOfARequestOnce() {
        enter(ALICE);
        enter(ALICE);
        enter(ALICE);
        enter(ALICE);
        begun.get(0).close();
        begun.get(0).close();
        assertThat(begun).hasSize(3);
    }

    @Test
    void doesNotSayWhoARequesterIs() {
        assertThat(ALICE).hasToString("AdmissionKey[?]");
    }

    private AdmissionSlot enter(AdmissionKey requester) {
        return control.enter(requester, begun::add);
    }

    private static AdmissionKey reader(int number) {
        return new AdmissionKey("https://issuer.example", "reader-" + number);
    }

    /** Eleven principals have an answer unsent each, which is more than may be. */
    private void fill() {
        for (int i = 0; i < 11; i++) {
            sending("reader-" + i, 95);
        }
    }

    private UnsentAnswer sending(String subject, long bytes) {
        int place = unsent.size();
        UnsentAnswer answer = control.sending(new AdmissionKey("https://issuer.example", subject), bytes, () -> {
            hungUp.add(subject);
            if (!slowToClose) {
                unsent.get(place).close();
            }
        });
        unsent.add(answer);
        return answer;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos() + 1);
    }

    private double gauge(String name) {
        return meters.get("metagate.admission." + name).gauge().value();
    }

    private record Shares(int maxConcurrentPerPrincipal, long maxUnsentBytes, long maxUnsentBytesPerPrincipal)
            implements AdmissionConfig {

        @Override
        public Duration queueTimeout() {
            return Duration.ofSeconds(1);
        }
    }
}
