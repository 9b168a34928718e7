package io.metagate.gateway.identity;

import io.metagate.gateway.background.PeriodicTask;
import io.metagate.gateway.background.PeriodicTasks;
import io.metagate.oidc.OidcConfig;
import io.metagate.oidc.keys.FetchedKeySet;
import io.metagate.oidc.keys.IssuerClient;
import io.metagate.oidc.keys.KeySet;
import io.metagate.oidc.keys.KeySetCache;
import io.metagate.oidc.keys.KeySetUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The keys of the issuer whose tokens are accepted, kept up to date beside the requests. */
@ApplicationScoped
class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    /** How often to look whether the keys are to be read again. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Supplier<CompletionStage<FetchedKeySet>> issuer;
    private final KeySetCache keys;
    private final MeterRegistry registry;
    private volatile Optional<PeriodicTask> rounds = Optional.empty();

    @Inject
    IssuerKeys(OidcConfig config, MeterRegistry registry) {
        this(new IssuerClient(config.issuer())::fetch, config.keysRefreshInterval(), System::nanoTime, registry);
    }

    IssuerKeys(
            Supplier<CompletionStage<FetchedKeySet>> issuer,
            Duration interval,
            LongSupplier nanos,
            MeterRegistry registry) {
        this.issuer = issuer;
        this.keys = new KeySetCache(this::fetch, interval, nanos);
        this.registry = registry;
    }

    void begin(@Observes StartupEvent event, PeriodicTasks tasks) {
        begin(tasks);
    }

    void begin(PeriodicTasks tasks) {
        rounds = Optional.of(
                tasks.begin("issuer-keys", () -> BETWEEN_LOOKS, PeriodicTasks.USUAL_ROUND, keys::refreshIfDue));
    }

    void end(@Observes ShutdownEvent event) {
        rounds.ifPresent(PeriodicTask::close);
    }

    /** The keys, no older than they may be unless the issuer does not answer. */
    CompletionStage<KeySet> fresh() {
        return keys.fresh();
    }

    /** The keys for a token of a key that was not among them, read again if that may help. */
    CompletionStage<KeySet> newer() {
        return keys.newer();
    }

    /** Reads the keys. Fails with a {@link KeySetUnavailable}. */
    CompletionStage<KeySet> refresh() {
        return keys.refresh();
    }

    private CompletionStage<FetchedKeySet> fetch() {
        return issuer.get().whenComplete((fetched, e) -> note(e));
    }

    private void note(@Nullable Throwable e) {
        registry.counter("metagate.oidc.keys.fetched", "outcome", e == null ? "read" : "failed")
                .increment();
        if (e != null) {
            LOG.warnv("the issuer''s keys could not be read again: {0}", clause(e));
        }
    }

    /** What is wrong with the issuer, by a failure to read its keys or whatever that is wrapped in. */
    static String clause(Throwable e) {
        if (e instanceof KeySetUnavailable told) {
            return told.clause();
        }
        return e.getCause() == null ? "it does not answer" : clause(e.getCause());
    }
}
