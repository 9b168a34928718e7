package io.metagate.it.bed;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.metagate.demo.machine.LoopbackPort;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * A store for tests that write: a database of its own in the server that the tests are attached to, else one in memory
 * that answers anyone.
 */
public final class ScratchStore implements AutoCloseable {

    private static final String USUAL = "backup";

    private final Optional<MongoServer> server;
    private final String uri;
    private final String database;
    private final MongoClient client;

    private ScratchStore(Optional<MongoServer> server, String uri, String database) {
        this.server = server;
        this.uri = uri;
        this.database = database;
        this.client = MongoClients.create(uri);
    }

    /** An empty one. */
    public static ScratchStore start() {
        Optional<String> attached = Optional.ofNullable(System.getenv("METAGATE_TEST_MONGODB_URI"));
        if (attached.isPresent()) {
            return new ScratchStore(Optional.empty(), attached.get(), USUAL + "-" + UUID.randomUUID());
        }
        LoopbackPort port = LoopbackPort.free();
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind(port.socketAddress());
        return new ScratchStore(Optional.of(server), "mongodb://127.0.0.1:" + port + "/?directConnection=true", USUAL);
    }

    /** Where a gateway finds it. */
    public String uri() {
        return uri;
    }

    /** Where a gateway finds it behind that relay. */
    public String uri(StoreRelay relay) {
        return uri.replace(new ConnectionString(uri).getHosts().get(0), relay.address());
    }

    /** A relay before it. */
    public StoreRelay relay() {
        String host = new ConnectionString(uri).getHosts().get(0);
        int colon = host.lastIndexOf(':');
        return StoreRelay.before(
                new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1))));
    }

    /** A bundle of the database {@code backup} as one of this one. */
    public String policies(String bundle) {
        return bundle.replace("{database: " + USUAL + ",", "{database: " + database + ",");
    }

    /** What is in it, past the gateway. */
    public MongoDatabase database() {
        return client.getDatabase(database);
    }

    @Override
    public void close() {
        server.ifPresentOrElse(MongoServer::shutdownNow, database()::drop);
        client.close();
    }
}
