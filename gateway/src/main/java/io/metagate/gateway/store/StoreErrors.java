package io.metagate.gateway.store;

import com.mongodb.MongoExecutionTimeoutException;
import io.metagate.store.engine.StoreError;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells the errors that stores answer with from the lack of an answer, and keeps their codes for operators: in the log
 * once a minute at most, in a metric, in health.
 */
@ApplicationScoped
public class StoreErrors {

    private static final Logger LOG = Logger.getLogger(StoreErrors.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** A store may answer with any number; a metric must not have as many series. */
    private static final int MOST_ERRORS = 64;

    private static final StoreError OTHER = StoreError.of(0, "other");

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<Told, Count> counts = new ConcurrentHashMap<>();

    /** Which store told which error. */
    private record Told(String store, StoreError error) {}

    /** How often it did, at last when, and when that was last logged. */
    private record Count(long times, Instant last, Instant logged) {

        Count once(Instant now, boolean log) {
            return new Count(times + 1, now, log ? now : logged);
        }

        boolean silentSince(Instant now) {
            return times == 0 || !logged.plus(PAUSE).isAfter(now);
        }
    }

    @Inject
    StoreErrors(MeterRegistry meters) {
        this(meters, InstantSource.system());
    }

    StoreErrors(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** What a query came to that threw this. */
    RuntimeException ofQuery(MetadataStore store, RuntimeException thrown) {
        return thrown instanceof MongoExecutionTimeoutException ? new QueryTooSlow(thrown) : of(store, thrown);
    }

    /** What a command came to that threw this. */
    public StoreUnavailable of(MetadataStore store, RuntimeException thrown) {
        return StoreError.in(thrown)
                .map(error -> of(store, error, thrown))
                .orElseGet(() -> new StoreUnavailable(thrown));
    }

    /** What a command came to that the store answered with this. */
    public StoreUnavailable of(MetadataStore store, StoreError error, RuntimeException cause) {
        note(store, error);
        return error.permanent() ? new StoreRejection(error, cause) : new StoreUnavailable(error, cause);
    }

    /** Notes an error. */
    void note(MetadataStore store, StoreError error) {
        Told asTold = new Told(store.name(), error);
        boolean known = counts.containsKey(asTold) || counts.size() < MOST_ERRORS;
        Told told = known ? asTold : new Told(store.name(), OTHER);
        Instant now = clock.instant();
        boolean log = counts.getOrDefault(told, new Count(0, now, now)).silentSince(now);
        Count count = counts.merge(told, new Count(1, now, now), (before, first) -> before.once(now, log));
        meters.counter(
                        "metagate.store.errors",
                        "store",
                        told.store(),
                        "code",
                        Integer.toString(told.error().code()),
                        "name",
                        told.error().name())
                .increment();
        if (log) {
            LOG.warnv(
                    "the store {0} answered with error {1}, {2} so far: {3}",
                    told.store(), told.error(), count.times(), meaning(told.error()));
        }
    }

    private static String meaning(StoreError error) {
        return switch (error.kind()) {
            case UNSUPPORTED -> "its engine is not able to do what it was asked";
            case UNAUTHORIZED -> "the gateway's user may not do what it was asked, or is not let in";
            case PASSING -> "it may pass";
        };
    }

    /** The errors that the store told since the start, the latest first, each with how often and when at last. */
    public List<String> told(MetadataStore store) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().store().equals(store.name()))
                .sorted(Map.Entry.comparingByValue((one, other) -> other.last().compareTo(one.last())))
                .map(entry -> entry.getKey().error() + " (" + entry.getValue().times() + ", last at "
                        + entry.getValue().last() + ")")
                .toList();
    }
}
