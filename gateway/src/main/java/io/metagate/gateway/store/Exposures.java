package io.metagate.gateway.store;

import io.metagate.store.Stranger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The stores that answer strangers, as far as was seen. INVARIANT: such a store is not asked for records until it was seen closed (P6). */
@ApplicationScoped
class Exposures {

    private static final Logger LOG = Logger.getLogger(Exposures.class);

    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /** Whether the store was last seen open. */
    boolean has(Store store) {
        return open.contains(store.name());
    }

    /**
     * Lets pass where the store was not last seen open.
     *
     * @throws StoreUnavailable otherwise
     */
    void requireNone(Store store) {
        if (has(store)) {
            throw StoreUnavailable.exposed();
        }
    }

    /** Notes what was seen; where nothing could be told, what was seen before counts. */
    void note(Store store, Stranger.Finding finding) {
        if (finding == Stranger.Finding.ANSWERED && open.add(store.name())) {
            LOG.errorv(
                    "the store at {0} answers without credentials; no records are read until that ends", store.hosts());
        }
        if (finding == Stranger.Finding.REFUSED && open.remove(store.name())) {
            LOG.infov("the store at {0} refuses strangers again", store.hosts());
        }
    }
}
