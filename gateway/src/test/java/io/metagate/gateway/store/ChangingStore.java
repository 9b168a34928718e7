package io.metagate.gateway.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import de.bwaldvogel.mongo.bson.Document;
import io.metagate.gateway.fixture.ChangePolicies;
import io.metagate.gateway.store.query.RecordCounter;
import io.metagate.gateway.store.query.RecordReader;
import io.metagate.gateway.store.write.InDoubtWrite;
import io.metagate.gateway.store.write.RecordSnapshot;
import io.metagate.gateway.store.write.RecordWriter;
import io.metagate.gateway.store.write.WriteCommand;
import io.metagate.policy.decision.PermittedWrite;
import io.metagate.policy.request.RecordChange;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.MongoConnectionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;

/** A store of things that somebody else changes as soon as one was fetched. */
public final class ChangingStore implements AutoCloseable {

    private static final Set<String> READS = Set.of("find", "aggregate", "count");

    private final AtomicInteger reads = new AtomicInteger();
    private final PromptedBackend backend = new PromptedBackend();
    private final MemoryStore store = new MemoryStore(backend);
    private final UnauthenticatedStoreGuard exposures = new UnauthenticatedStoreGuard();
    private volatile Runnable others = () -> {};
    private final MongoClient client = MongoClients.create(MongoConnectionSettings.ofGateway(store.settings())
            .settings()
            .addCommandListener(new CommandListener() {
                @Override
                public void commandSucceeded(CommandSucceededEvent event) {
                    if (READS.contains(event.getCommandName())) {
                        reads.incrementAndGet();
                    }
                    if (event.getCommandName().equals("find")) {
                        others.run();
                    }
                }
            })
            .build());
    private final MetadataStore only = new MetadataStore("default", store.settings(), client);

    /** What reads records of it. */
    public RecordReader records() {
        return new RecordReader(MemoryStore.access(new MetadataStores(List.of(only)), exposures));
    }

    /** What counts records of it. */
    public RecordCounter counts() {
        return new RecordCounter(MemoryStore.access(new MetadataStores(List.of(only)), exposures));
    }

    /** How often the gateway has read from it. */
    public int reads() {
        return reads.get();
    }

    /** What changes records of it. */
    public RecordWriter changes() {
        return MemoryStore.changes(new MetadataStores(List.of(only)), exposures);
    }

    /** A change of the thing of that identifier as if the answer to it had been lost. */
    public InDoubtWrite lost(PermittedWrite write, String id) {
        RecordChange any = new RecordChange.Delete(new ScalarValue.Text(id));
        Optional<RecordSnapshot> held =
                changes().fetch(ChangePolicies.permitted(any).decision().query(), "test");
        WriteCommand command = WriteCommand.of(write, held);
        return new InDoubtWrite(write.store(), command.id(), command.before(), command.after());
    }

    /** What somebody else does after each fetch. */
    public void afterEachFetch(Runnable change) {
        others = change;
    }

    /** Takes it away from the gateway, as if it answered strangers. */
    public void withdraw() {
        exposures.note(only, AnonymousAccessProbe.Finding.ANSWERED);
    }

    /** Gives it back. */
    public void giveBack() {
        exposures.note(only, AnonymousAccessProbe.Finding.REFUSED);
    }

    /** How long the gateway waits for it. */
    public Duration timeout() {
        return store.settings().timeout();
    }

    /** Ends it, while the gateway goes on. */
    public void stop() {
        store.stop();
    }

    /** The things whose identifiers the gateway makes, past the gateway. */
    public MongoCollection<BsonDocument> made() {
        return store.client().getDatabase("backup").getCollection("made", BsonDocument.class);
    }

    /** Most members still have a thing of that text, whatever the primary has. */
    public void lagBehindAt(String id, String text) {
        backend.lagBehindAt(new Document("_id", id).append("text", text));
    }

    /** It finds a thing of that text whatever is looked for, one that its own filter should have left out. */
    public void findAlways(String id, String text) {
        backend.findAlways(new Document("_id", id).append("text", text).append("flag", false));
    }

    /** All members have what the primary has. */
    public void catchUp() {
        backend.catchUp();
    }

    /** The next changes fail with that code. */
    public void refuseChanges(int code) {
        List.of("insert", "update", "delete").forEach(command -> backend.reportAmongWrites(command, code));
    }

    /** All reads fail with that code. */
    public void failReads(int code) {
        READS.forEach(command -> backend.fail(command, code));
    }

    /** It does again what it is asked. */
    public void mend() {
        backend.mend();
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
