package io.metagate.demo.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import io.metagate.demo.machine.LoopbackPort;
import java.security.SecureRandom;

/**
 * A MongoDB-compatible store on loopback that refuses strangers, as every store in production must: SCRAM-SHA-256 or nothing. It forgets its
 * records when it is closed.
 */
public final class AuthenticatingStore implements AutoCloseable {

    private final MongoServer server;
    private final LoopbackPort port;
    private final String user;
    private final String password;

    private AuthenticatingStore(MongoServer server, LoopbackPort port, String user, String password) {
        this.server = server;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** Starts it with one user; name and password are letters and digits. */
    public static AuthenticatingStore start(LoopbackPort port, String user, String password) {
        if (!(user + password).matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("user and password are letters and digits");
        }
        ScramLogin login = ScramLogin.of(user, password, new SecureRandom());
        MongoServer server = new MongoServer(new AuthenticatingBackend(new TransientBackend(), login));
        server.bind(port.socketAddress());
        return new AuthenticatingStore(server, port, user, password);
    }

    /** Where a driver finds it, with the credentials that it accepts. */
    public String uri() {
        return "mongodb://" + user + ":" + password + "@127.0.0.1:" + port + "/?authSource=admin";
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
