package io.metagate.gateway.store.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metagate.gateway.store.MemoryStore;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreAbilities;
import io.metagate.gateway.store.StoreSettings;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.policy.request.Predicate;
import io.metagate.store.AnonymousAccessProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreMonitorTest {

    private final MemoryStore memory = new MemoryStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UnauthenticatedStoreGuard exposures = new UnauthenticatedStoreGuard();
    private final StoreAbilities abilities = new StoreAbilities(Map::of);

    @AfterEach
    void stopStore() {
        memory.close();
    }

    @Test
    void refusesRecordsWhileAStoreAnswersStrangersAndGivesThemWhenItNoLongerDoes() {
        MetadataStores stores = memory.stores(memory.settings());
        MetadataStore store = stores.all().get(0);
        StoreMonitor watch = watch(stores);
        RecordReader records = new RecordReader(MemoryStore.access(stores, exposures));
        watch.begin(new StartupEvent());
        assertThat(records(records)).isZero();

        watch.probe(store);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> records(records))
                .withMessage("the store answers without credentials and is not asked");
        assertThat(health(stores).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(stores).getData().orElseThrow())
                .containsEntry("default", "the store answers without credentials");
        assertThat(gauge("metagate.store.unauthenticated")).isEqualTo(1);

        exposures.note(store, AnonymousAccessProbe.Finding.UNREACHED);
        assertThat(exposures.has(store)).as("not told that it is mended").isTrue();

        exposures.note(store, AnonymousAccessProbe.Finding.REFUSED);
        assertThat(records(records)).isZero();
        assertThat(health(stores).getStatus()).isEqualTo(Status.UP);
        assertThat(gauge("metagate.store.unauthenticated")).isZero();
    }

    @Test
    void lookingFindsNothingWhereAnOpenStoreIsAllowed() {
        MetadataStores stores = memory.stores(memory.settings().allowingLoopback());
        StoreMonitor watch = watch(stores);

        watch.probe(stores.all().get(0));

        assertThat(exposures.has(stores.all().get(0))).isFalse();
    }

    @Test
    void saysThatNothingIsKnownOfStrangersAndAsksAgainSoon() {
        MetadataStores stores = memory.stores(memory.settings());
        MetadataStore store = stores.all().get(0);
        store.client().getDatabase("backup").runCommand(new BsonDocument("ping", new BsonInt32(1)));
        assertThat(exposures.untilNext(store)).isEqualTo(Duration.ofMinutes(5));

        exposures.note(store, AnonymousAccessProbe.Finding.UNREACHED);

        assertThat(health(stores).getData().orElseThrow())
                .containsEntry("default", "the store answers; whether strangers too is not known");
        assertThat(health(stores).getStatus()).isEqualTo(Status.UP);
        assertThat(exposures.untilNext(store)).isEqualTo(Duration.ofSeconds(5));
        exposures.note(store, AnonymousAccessProbe.Finding.UNREACHED);
        assertThat(exposures.untilNext(store)).isEqualTo(Duration.ofSeconds(10));
        IntStream.range(0, 99).forEach(i -> exposures.note(store, AnonymousAccessProbe.Finding.UNREACHED));
        assertThat(exposures.untilNext(store)).isEqualTo(Duration.ofMinutes(5));

        exposures.note(store, AnonymousAccessProbe.Finding.REFUSED);
        assertThat(health(stores).getData().orElseThrow()).containsEntry("default", "the store answers");
        assertThat(exposures.untilNext(store)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void saysThatThePrivilegesAreUnknownWhereTheStoreDoesNotTell() {
        MetadataStores stores = memory.stores(memory.settings());
        StoreMonitor watch = watch(stores);
        watch.begin(new StartupEvent());

        assertThat(health(stores).getData().orElseThrow()).containsEntry("default privileges", "unknown");
        assertThat(gauge("metagate.store.excess.privileges")).isNaN();
    }

    @Test
    void tellsEachStoreByItsNameAndIsUpWhileOneAnswers() {
        MemoryStore archive = new MemoryStore();
        StoreSettings gone = archive.settings().patient(Duration.ofMillis(300));
        archive.close();
        MetadataStores stores = new MetadataStores(memory.settings(), () -> Map.of("archive", gone));
        try {
            assertThat(new StoreProbe(stores, exposures).problems()).hasSize(2);
            HealthCheckResponse health = health(stores);

            assertThat(health.getData().orElseThrow())
                    .containsEntry("default", "the store answers")
                    .containsEntry("archive", "the store does not answer");
            assertThat(health.getStatus()).isEqualTo(Status.UP);
        } finally {
            stores.close();
        }
    }

    private StoreMonitor watch(MetadataStores stores) {
        return new StoreMonitor(stores, exposures, abilities, meters);
    }

    private HealthCheckResponse health(MetadataStores stores) {
        return new StoreHealth(stores, exposures, MemoryStore.indexes(stores), abilities, MemoryStore.errors()).call();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static int records(RecordReader records) {
        return MemoryStore.page(records, Predicate.all(), List.of(), 1, Optional.empty())
                .records()
                .size();
    }
}
