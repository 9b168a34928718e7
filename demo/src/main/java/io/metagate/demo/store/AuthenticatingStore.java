package io.metagate.demo.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import io.metagate.demo.machine.LoopbackPort;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * A MongoDB-compatible store on loopback that refuses strangers, as every store in production must: SCRAM-SHA-256 or
 * nothing. It forgets its records when it is closed.
 */
public final class AuthenticatingStore implements AutoCloseable {

    private final AuthenticatingBackend backend;
    private final StorePrivileges grants;
    private final MongoServer server;
    private final LoopbackPort port;
    private final String credentials;

    private AuthenticatingStore(
            AuthenticatingBackend backend, StorePrivileges grants, LoopbackPort port, String credentials) {
        this.backend = backend;
        this.grants = grants;
        this.server = new MongoServer(backend);
        this.port = port;
        this.credentials = credentials;
    }

    /** Starts it with one user; name and password are letters and digits. */
    public static AuthenticatingStore start(LoopbackPort port, String user, String password) {
        if (!(user + password).matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("user and password are letters and digits");
        }
        ScramLogin login = ScramLogin.of(user, password, new SecureRandom());
        StorePrivileges grants = new StorePrivileges(user);
        AuthenticatingBackend backend = new AuthenticatingBackend(new TransientBackend(), login, grants);
        AuthenticatingStore store = new AuthenticatingStore(backend, grants, port, user + ":" + password);
        store.server.bind(port.socketAddress());
        return store;
    }

    /** Lets strangers in from now on, as a store does whose access control was turned off; or keeps them out again. */
    public void open(boolean toStrangers) {
        backend.open(toStrangers);
    }

    /**
     * Says from now on that its user may do that and nothing else: actions by database and collection, with a dot
     * between them. At first it does not say.
     */
    public void grant(Map<String, List<String>> actions) {
        grants.replace(actions);
    }

    /** Where a driver finds it, with the credentials that it accepts. */
    public String uri() {
        return "mongodb://" + credentials + "@127.0.0.1:" + port + "/?authSource=admin";
    }

    /** Where a driver finds it, without credentials: what a stranger would try. */
    public String strangersUri() {
        return "mongodb://127.0.0.1:" + port;
    }

    /** A new client with the right credentials, to be closed by the caller. */
    public MongoClient connect() {
        return MongoClients.create(uri());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
