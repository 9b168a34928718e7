package io.metagate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.policy.request.Predicate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreProbeTest {

    private static final String PASSWORD = "correct-horse";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void stopStore() {
        store.close();
    }

    @Test
    void reportsAStoreThatAnswersStrangers() {
        StoreProbe probe = new StoreProbe(withPassword("127.0.0.1"), store.client());

        assertThat(probe.answersStrangers()).isTrue();
        assertThat(probe.problems())
                .containsExactly("metagate.store.uri: the store at 127.0.0.1:" + store.port()
                        + " answers without credentials; turn on its access control first");
    }

    @Test
    void letsAnOpenStoreOnLoopbackPassWhereThatIsAllowed() {
        assertThat(new StoreProbe(withPassword("127.0.0.1").allowingLoopback(), store.client()).problems())
                .isEmpty();
        assertThat(new StoreProbe(withPassword("localhost").allowingLoopback(), store.client()).problems())
                .isEmpty();
    }

    @Test
    void letsNoOpenStoreElsewherePass() {
        StoreProbe probe = new StoreProbe(withPassword("0.0.0.0").allowingLoopback(), store.client());

        assertThat(probe.problems()).singleElement().asString().contains("answers without credentials");
    }

    @Test
    void reportsAStoreThatDoesNotAnswer() {
        store.stop();
        StoreSettings settings = withPassword("127.0.0.1").allowingLoopback().patient(SHORT);
        try (com.mongodb.client.MongoClient client = new StoreClient().client(settings)) {
            assertThat(new StoreProbe(settings, client).problems())
                    .containsExactly("metagate.store.uri: the store at 127.0.0.1:" + store.port() + " does not answer");
            assertThat(new StoreHealth(client, new StoreIndexes(client, settings))
                            .call()
                            .getStatus())
                    .isEqualTo(org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN);
        }
    }

    @Test
    void neverRepeatsThePassword() {
        StoreProbe probe = new StoreProbe(withPassword("127.0.0.1"), store.client());

        assertThat(probe.problems()).isNotEmpty().noneMatch(problem -> problem.contains(PASSWORD));
        assertThat(probe.problems()).noneMatch(problem -> problem.contains("operator"));
    }

    @Test
    void saysThatTheStoreIsUnavailableInTime() {
        store.stop();
        StoreSettings settings = store.settings().patient(SHORT);
        try (com.mongodb.client.MongoClient client = new StoreClient().client(settings)) {
            RecordStore records = new RecordStore(client, settings);

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> MemoryStore.page(records, Predicate.all(), List.of(), 1, Optional.empty()));
        }
    }

    private StoreSettings withPassword(String host) {
        return StoreSettings.of("mongodb://operator:" + PASSWORD + "@" + host + ":" + store.port()
                + "/?authSource=admin&authMechanism=SCRAM-SHA-256");
    }
}
