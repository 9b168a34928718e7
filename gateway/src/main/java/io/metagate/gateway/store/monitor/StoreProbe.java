package io.metagate.gateway.store.monitor;

import com.mongodb.MongoException;
import io.metagate.gateway.readiness.StartCheck;
import io.metagate.gateway.store.MetadataStore;
import io.metagate.gateway.store.MetadataStores;
import io.metagate.gateway.store.UnauthenticatedStoreGuard;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.ConnectionFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jboss.logging.Logger;

/** Whether each store answers the gateway, and answers nobody else, before the gateway starts. */
@ApplicationScoped
class StoreProbe implements StartCheck {

    private static final Logger LOG = Logger.getLogger(StoreProbe.class);

    private final MetadataStores stores;
    private final UnauthenticatedStoreGuard exposures;

    StoreProbe(MetadataStores stores, UnauthenticatedStoreGuard exposures) {
        this.stores = stores;
        this.exposures = exposures;
    }

    @Override
    public List<String> problems() {
        return stores.all().stream().flatMap(this::problems).toList();
    }

    private Stream<String> problems(MetadataStore store) {
        try {
            store.client().getDatabase("admin").runCommand(new BsonDocument("ping", new BsonInt32(1)));
        } catch (MongoException e) {
            ConnectionFailure failure = ConnectionFailure.of(e, store.client(), store.config());
            return Stream.of(store.problem(failure.key(), "the store at " + store.hosts() + " " + failure.reason()));
        }
        AnonymousAccessProbe stranger = new AnonymousAccessProbe(store.config());
        AnonymousAccessProbe.Finding finding = stranger.ask();
        if (finding != AnonymousAccessProbe.Finding.ANSWERED) {
            // A store that may be open is no reason not to start before one that may be closed; it is asked again soon.
            exposures.note(store, finding);
            return Stream.empty();
        }
        if (stranger.isAllowed()) {
            LOG.warnv("the store at {0} answers anyone; allowed for this demonstration on loopback", store.hosts());
            return Stream.empty();
        }
        return Stream.of(store.problem(
                "uri",
                "the store at " + store.hosts() + " answers without credentials; turn on its access control first"));
    }
}
