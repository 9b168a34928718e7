package io.metagate.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.sample.SampleCollections;
import io.metagate.demo.sample.SampleLoader;
import io.metagate.demo.store.DocumentStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of the demo in a store in memory.
 *
 * @param store which answers anyone
 */
record SampleAccounts(DocumentStore store) implements AutoCloseable {

    /** A store of that many of them. */
    static SampleAccounts load(long accounts) {
        DocumentStore store = DocumentStore.inMemory(LoopbackPort.free());
        try (MongoClient client = store.connect()) {
            new SampleLoader(client.getDatabase(SampleLoader.DATABASE), line -> {})
                    .load(SampleCollections.of(SampleCollections.SEED, accounts).stream()
                            .filter(sample -> sample.name().equals("accounts"))
                            .toList());
        }
        return new SampleAccounts(store);
    }

    /** The identifiers of those that the support agent may see. */
    List<String> withinReach() {
        try (MongoClient client = store.connect()) {
            return client.getDatabase(SampleLoader.DATABASE)
                    .getCollection("accounts")
                    .find(Filters.eq("region", "eu"))
                    .map(record -> record.getString("_id"))
                    .into(new ArrayList<>());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
