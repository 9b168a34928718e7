package io.metagate.demo.sample;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Puts sample records into a store, in their order and in batches, and only those that are not there yet. */
public final class SampleLoader {

    /** The database of the sample collections. */
    public static final String DATABASE = "backup";

    private static final int BATCH = 1000;
    private static final int BATCHES_PER_LINE = 5;

    private final MongoDatabase database;
    private final Consumer<String> progress;

    /**
     * A loader.
     *
     * @param database where the collections are
     * @param progress takes a line to show whenever there is something to say
     */
    public SampleLoader(MongoDatabase database, Consumer<String> progress) {
        this.database = database;
        this.progress = progress;
    }

    /** Loads what is missing of each collection. */
    public void load(List<SampleCollection> samples) {
        samples.forEach(this::load);
    }

    private void load(SampleCollection sample) {
        MongoCollection<Document> collection = database.getCollection(sample.name());
        long present = collection.countDocuments();
        collection.createIndexes(indexes(sample));
        if (present > sample.size()) {
            progress.accept(sample.name() + ": keeps its " + present + " records, more than the " + sample.size()
                    + " asked for");
        } else if (present < sample.size()) {
            insert(sample, present, collection);
        }
    }

    private void insert(SampleCollection sample, long present, MongoCollection<Document> collection) {
        progress.accept(sample.name() + ": loading " + (sample.size() - present) + " records");
        long loaded = present;
        int batches = 0;
        try (Stream<Document> records = sample.recordsFrom(present + 1)) {
            for (Iterator<Document> rest = records.iterator(); rest.hasNext(); batches++) {
                List<Document> batch = next(rest);
                collection.insertMany(batch);
                loaded += batch.size();
                if (batches % BATCHES_PER_LINE == BATCHES_PER_LINE - 1) {
                    progress.accept(sample.name() + ": " + loaded + " of " + sample.size());
                }
            }
        }
    }

    private static List<Document> next(Iterator<Document> rest) {
        List<Document> batch = new ArrayList<>(BATCH);
        while (rest.hasNext() && batch.size() < BATCH) {
            batch.add(rest.next());
        }
        return batch;
    }

    private static List<IndexModel> indexes(SampleCollection sample) {
        return sample.indexes().stream()
                .map(keys -> new IndexModel(Indexes.compoundIndex(Stream.concat(keys.stream(), Stream.of("_id"))
                        .map(SampleLoader::key)
                        .toList())))
                .toList();
    }

    private static Bson key(String written) {
        return written.startsWith("-") ? Indexes.descending(written.substring(1)) : Indexes.ascending(written);
    }
}
