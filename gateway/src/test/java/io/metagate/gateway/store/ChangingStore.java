package io.metagate.gateway.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import io.metagate.gateway.fixture.Changing;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.request.Change;
import io.metagate.policy.request.Value;
import io.metagate.store.Connection;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;

/** A store of things that somebody else changes as soon as one was fetched. */
public final class ChangingStore implements AutoCloseable {

    private final MemoryStore store = new MemoryStore();
    private volatile Runnable others = () -> {};
    private final MongoClient client = MongoClients.create(Connection.ofGateway(store.settings())
            .settings()
            .addCommandListener(new CommandListener() {
                @Override
                public void commandSucceeded(CommandSucceededEvent event) {
                    if (event.getCommandName().equals("find")) {
                        others.run();
                    }
                }
            })
            .build());

    /** What changes records of it. */
    public RecordChanges changes() {
        Store only = new Store("default", store.settings(), client);
        return new RecordChanges(new Stores(List.of(only)), new Exposures());
    }

    /** A change of the thing of that identifier as if the answer to it had been lost. */
    public UnsettledWrite lost(PermittedWrite write, String id) {
        Change any = new Change.Delete(new Value.Text(id));
        Optional<Held> held = changes().fetch(Changing.permitted(any).decision().query(), "test");
        WriteCommand command = WriteCommand.of(write, held);
        return new UnsettledWrite(write.store(), command.id(), command.before(), command.after());
    }

    /** What somebody else does after each fetch. */
    public void afterEachFetch(Runnable change) {
        others = change;
    }

    /** The things, past the gateway. */
    public MongoCollection<BsonDocument> things() {
        return store.things();
    }

    @Override
    public void close() {
        client.close();
        store.close();
    }
}
