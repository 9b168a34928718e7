package io.metagate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.gateway.fixture.Seeded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionControlTest {

    private static final Requester ALICE = new Requester("https://issuer.example", "alice");
    private static final Requester BOB = new Requester("https://issuer.example", "bob");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdmissionControl control = new AdmissionControl(new Shares(2, 1000, 100), meters);
    private final List<Admission> begun = new ArrayList<>();

    @Test
    void letsAsManyRequestsOfOnePrincipalRunAsItsShareIs() {
        enter(ALICE);
        enter(ALICE);
        Admission third = enter(ALICE);

        assertThat(begun).hasSize(2).doesNotContain(third);
        begun.get(0).close();
        assertThat(begun).hasSize(3).contains(third);
        assertThat(gauge("running")).isEqualTo(2);
    }

    @Test
    void letsOthersRunMeanwhile() {
        for (int i = 0; i < 100; i++) {
            enter(ALICE);
        }
        Admission bob = enter(BOB);
        Admission nobody = enter(Requester.NOBODY);

        assertThat(begun).hasSize(4).contains(bob, nobody);
        assertThat(gauge("waiting")).isEqualTo(98);
    }

    @Test
    void letsRequestsWaitForBytesThatTheirPrincipalsClientsDoNotTake() {
        control.sending(ALICE, 100);
        Admission alice = enter(ALICE);
        Admission bob = enter(BOB);

        assertThat(begun).containsExactly(bob);
        control.sent(ALICE, 1);
        assertThat(begun).containsExactly(bob, alice);
        assertThat(gauge("unsent")).isEqualTo(99);
    }

    @Test
    void letsEveryoneWaitWhileAllThatMayBeUnsentIs() {
        for (int i = 0; i < 10; i++) {
            control.sending(new Requester("https://issuer.example", "reader-" + i), 100);
        }
        Admission alice = enter(ALICE);
        Admission bob = enter(BOB);

        assertThat(begun).isEmpty();
        control.sent(new Requester("https://issuer.example", "reader-0"), 1);
        assertThat(begun).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void forgetsWhoGaveUpWaiting() {
        enter(ALICE);
        enter(ALICE);
        Admission third = enter(ALICE);
        Admission fourth = enter(ALICE);

        assertThat(third.withdraw()).isTrue();
        assertThat(third.withdraw()).isFalse();
        begun.get(0).close();
        assertThat(begun).hasSize(3).contains(fourth);
        assertThat(fourth.withdraw()).isFalse();
    }

    @Test
    void countsToNothingWhateverTheOrder() {
        Seeded choices = Seeded.forTest("admission");
        List<Requester> all = List.of(ALICE, BOB, Requester.NOBODY);
        List<Runnable> later = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Requester requester = choices.oneOf(all);
            Admission admission = control.enter(requester, turn -> {
                int bytes = choices.below(60);
                control.sending(requester, bytes);
                later.add(turn::close);
                later.add(() -> control.sent(requester, bytes));
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
        assertThat(ALICE).hasToString("Requester[?]");
    }

    private Admission enter(Requester requester) {
        return control.enter(requester, begun::add);
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
