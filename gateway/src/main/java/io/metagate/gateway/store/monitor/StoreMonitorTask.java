package io.metagate.gateway.store.monitor;

import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.StoreIndexes;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Has the stores looked at again and again: who gets answers from them, and which indexes they have. */
@ApplicationScoped
class StoreMonitorTask {

    private static final int MOST_QUESTIONS = 8;
    private static final Duration OF_ALL_INDEXES = Duration.ofMinutes(5);

    private final MetadataStores stores;
    private final UnauthenticatedStoreGuard exposures;
    private final StoreIndexes indexes;
    private final StoreMonitor watch;
    private final PeriodicTasks tasks;
    private final List<PeriodicTask> rounds = new CopyOnWriteArrayList<>();

    StoreMonitorTask(
            MetadataStores stores,
            UnauthenticatedStoreGuard exposures,
            StoreIndexes indexes,
            StoreMonitor watch,
            PeriodicTasks tasks) {
        this.stores = stores;
        this.exposures = exposures;
        this.indexes = indexes;
        this.watch = watch;
        this.tasks = tasks;
    }

    void begin(@Observes StartupEvent event) {
        for (MetadataStore store : stores.all()) {
            rounds.add(tasks.begin(
                    "store-probe-" + store.name(),
                    () -> exposures.untilNext(store),
                    longestRound(store),
                    () -> watch.probe(store)));
            rounds.add(tasks.begin(
                    "store-indexes-" + store.name(),
                    store.config()::indexRefreshInterval,
                    OF_ALL_INDEXES,
                    () -> indexes.refresh(store)));
        }
    }

    void end(@Observes ShutdownEvent event) {
        rounds.forEach(PeriodicTask::close);
    }

    private static Duration longestRound(MetadataStore store) {
        Duration question = store.config()
                .connectTimeout()
                .plus(store.config().serverSelectionTimeout())
                .plus(store.config().timeout());
        return PeriodicTasks.USUAL_ROUND.plus(question.multipliedBy(MOST_QUESTIONS));
    }
}
