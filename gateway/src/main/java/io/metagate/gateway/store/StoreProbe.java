package io.metagate.gateway.store;

import com.mongodb.MongoException;
import io.metagate.gateway.readiness.StartCheck;
import io.metagate.store.Stranger;
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

    private final Stores stores;

    StoreProbe(Stores stores) {
        this.stores = stores;
    }

    @Override
    public List<String> problems() {
        return stores.all().stream().flatMap(StoreProbe::problems).toList();
    }

    private static Stream<String> problems(Store store) {
        try {
            store.client().getDatabase("admin").runCommand(new BsonDocument("ping", new BsonInt32(1)));
        } catch (MongoException e) {
            return Stream.of(store.problem("uri", "the store at " + store.hosts() + " does not answer"));
        }
        Stranger stranger = new Stranger(store.config());
        if (stranger.ask() != Stranger.Finding.ANSWERED) {
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
