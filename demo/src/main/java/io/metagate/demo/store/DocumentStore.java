package io.metagate.demo.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import io.metagate.demo.machine.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** A MongoDB-compatible store on loopback that answers anyone, as the leaked one did. */
public final class DocumentStore implements AutoCloseable {

    /** Megabytes of records kept in memory, so that a scan of the sample records reads no files. */
    private static final int CACHE_MEGABYTES = 128;

    private final MongoServer server;
    private final LoopbackPort port;

    private DocumentStore(MongoServer server, LoopbackPort port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a store that keeps its records in that file, also when it is killed; at most the last second of writes is
     * lost then.
     */
    public static DocumentStore inFile(Path file, LoopbackPort port) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MVStore records = new MVStore.Builder()
                .fileName(file.toAbsolutePath().toString())
                .cacheSize(CACHE_MEGABYTES)
                .open();
        return start(new FileBackend(records), port);
    }

    /** Starts an empty store that forgets its records when it is closed. */
    public static DocumentStore inMemory(LoopbackPort port) {
        return start(new TransientBackend(), port);
    }

    private static DocumentStore start(MongoBackend backend, LoopbackPort port) {
        MongoServer server = new MongoServer(backend);
        server.bind(port.socketAddress());
        return new DocumentStore(server, port);
    }

    /** Where a driver finds it. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    /** A new client of it, to be closed by the caller. */
    public MongoClient connect() {
        return MongoClients.create(uri());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
