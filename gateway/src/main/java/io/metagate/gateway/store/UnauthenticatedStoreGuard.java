package io.metagate.gateway.store;

import io.metagate.store.AnonymousAccessProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What strangers get from the stores, as far as was seen. INVARIANT: a store that answers them is not asked for records
 * until it was seen closed (P6).
 */
@ApplicationScoped
public class UnauthenticatedStoreGuard {

    private static final Logger LOG = Logger.getLogger(UnauthenticatedStoreGuard.class);

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 10;

    private final Map<String, Integer> vain = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Whether the store was last seen open. */
    public boolean has(MetadataStore store) {
        return open.contains(store.name());
    }

    /**
     * Lets pass where the store was not last seen open.
     *
     * @throws StoreUnavailable otherwise
     */
    void requireNone(MetadataStore store) {
        if (has(store)) {
            throw StoreUnavailable.exposed();
        }
    }

    /** Notes what was seen; where nothing could be told, what was seen before counts. */
    public void note(MetadataStore store, AnonymousAccessProbe.Finding finding) {
        if (finding == AnonymousAccessProbe.Finding.ANSWERED && open.add(store.name())) {
            LOG.errorv(
                    "the store at {0} answers without credentials; no records are read until that ends", store.hosts());
        }
        if (finding == AnonymousAccessProbe.Finding.REFUSED && open.remove(store.name())) {
            LOG.infov("the store at {0} refuses strangers again", store.hosts());
        }
        int before = vain.getOrDefault(store.name(), 0);
        vain.put(store.name(), finding == AnonymousAccessProbe.Finding.UNREACHED ? before + 1 : 0);
        if (finding == AnonymousAccessProbe.Finding.UNREACHED && before == 0) {
            LOG.warnv("the store at {0} gave a stranger no answer: whether it is closed is not known", store.hosts());
        }
    }

    /** Whether the last attempt told anything; where there was none, nothing is amiss. */
    public boolean told(MetadataStore store) {
        return vain.getOrDefault(store.name(), 0) == 0;
    }

    /**
     * How long until the next attempt: as is configured, and sooner, though less and less so, while attempts are in
     * vain.
     */
    public Duration untilNext(MetadataStore store) {
        Duration usual = store.config().securityProbeInterval();
        int attempts = vain.getOrDefault(store.name(), 0);
        if (attempts == 0) {
            return usual;
        }
        Duration soon = SOON.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return soon.compareTo(usual) < 0 ? soon : usual;
    }
}
