package io.metagate.gateway.store.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreSettings;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.request.Predicate;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.StoreConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(new AnonymousAccessProbe(withPassword("127.0.0.1")).ask())
                .isEqualTo(AnonymousAccessProbe.Finding.ANSWERED);
        assertThat(probe(withPassword("127.0.0.1")).problems())
                .containsExactly("metagate.store.uri: the store at 127.0.0.1:" + store.port()
                        + " answers without credentials; turn on its access control first");
    }

    @Test
    void letsAnOpenStoreOnLoopbackPassWhereThatIsAllowed() {
        assertThat(probe(withPassword("127.0.0.1").allowingLoopback()).problems())
                .isEmpty();
        assertThat(probe(withPassword("localhost").allowingLoopback()).problems())
                .isEmpty();
        assertThat(new AnonymousAccessProbe(withPassword("localhost").allowingLoopback()).attempt())
                .isEqualTo(AnonymousAccessProbe.Finding.REFUSED);
    }

    @Test
    void letsNoOpenStoreElsewherePass() {
        assertThat(probe(withPassword("0.0.0.0").allowingLoopback()).problems())
                .singleElement()
                .asString()
                .contains("answers without credentials");
    }

    @Test
    void reportsAStoreThatDoesNotAnswerByTheNameOfItsKey() {
        store.stop();
        StoreSettings settings = withPassword("127.0.0.1").allowingLoopback().patient(SHORT);
        MetadataStores stores = new MetadataStores(settings, () -> Map.of("archive", settings));
        try {
            assertThat(new StoreProbe(stores, new UnauthenticatedStoreGuard()).problems())
                    .containsExactly(
                            "metagate.store.archive.uri: the store at 127.0.0.1:" + store.port()
                                    + " does not answer: nothing takes connections there",
                            "metagate.store.uri: the store at 127.0.0.1:" + store.port()
                                    + " does not answer: nothing takes connections there");
            assertThat(new AnonymousAccessProbe(settings).ask()).isEqualTo(AnonymousAccessProbe.Finding.UNREACHED);
        } finally {
            stores.close();
        }
    }

    @Test
    void neverRepeatsThePassword() {
        List<String> problems = probe(withPassword("127.0.0.1")).problems();

        assertThat(problems).isNotEmpty().noneMatch(problem -> problem.contains(PASSWORD));
        assertThat(problems).noneMatch(problem -> problem.contains("operator"));
    }

    @Test
    void saysThatTheStoreIsUnavailableInTime() {
        store.stop();
        MetadataStores stores = new MetadataStores(store.settings().patient(SHORT), Map::of);
        try {
            RecordReader records = new RecordReader(MemoryStore.access(stores, new UnauthenticatedStoreGuard()));

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> MemoryStore.page(records, Predicate.all(), List.of(), 1, Optional.empty()));
        } finally {
            stores.close();
        }
    }

    @Test
    void saysAtTheStartWhichStoreCannotBeConnected() {
        MetadataStores stores = new MetadataStores(
                StoreSettings.of("mongodb://127.0.0.1:27099"), () -> Map.of("archive", StoreSettings.of("s3cret")));
        try {
            assertThat(stores.problems())
                    .containsExactly("metagate.store.archive.uri: it is not a MongoDB connection string");
            assertThat(stores.names()).containsExactlyInAnyOrder("default", "archive");
            assertThat(stores.all()).extracting(MetadataStore::name).containsExactly("default");
        } finally {
            stores.close();
        }
    }

    private StoreProbe probe(StoreConfig config) {
        return new StoreProbe(store.stores(config), new UnauthenticatedStoreGuard());
    }

    private StoreSettings withPassword(String host) {
        return StoreSettings.of("mongodb://operator:" + PASSWORD + "@" + host + ":" + store.port()
                + "/?authSource=admin&authMechanism=SCRAM-SHA-256");
    }
}
