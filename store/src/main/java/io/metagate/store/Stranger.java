package io.metagate.store;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * Asks a store as a stranger would, without credentials. Neither may the databases be listed nor a record be found; that the store greets a stranger proves
 * nothing.
 */
public record Stranger(StoreConfig config) {

    /** What became of the attempt. */
    public enum Finding {
        /** The store told something of its content. */
        ANSWERED,
        /** The store said no. */
        REFUSED,
        /** The store was not reached, or hung up, for example for want of a client certificate. */
        UNREACHED
    }

    /** Tries; where the gateway may use an open store, that counts as refused. */
    public Finding attempt() {
        Finding finding = ask();
        return finding == Finding.ANSWERED && isAllowed() ? Finding.REFUSED : finding;
    }

    /** Whether the store is one for demonstrations: on loopback, and said to be open. */
    public boolean isAllowed() {
        return config.allowUnauthenticatedLoopback() && Hosts.of(config).loopback();
    }

    /** Tries, whatever is allowed. */
    public Finding ask() {
        BsonDocument list = new BsonDocument("listDatabases", new BsonInt32(1));
        BsonDocument find = new BsonDocument("find", new BsonString("probe")).append("limit", new BsonInt32(1));
        try (MongoClient stranger = Connection.ofStranger(config).connect()) {
            Finding listed = ask(stranger, list);
            return listed == Finding.REFUSED ? ask(stranger, find) : listed;
        }
    }

    private static Finding ask(MongoClient stranger, BsonDocument command) {
        try {
            stranger.getDatabase("admin").runCommand(command);
            return Finding.ANSWERED;
        } catch (MongoCommandException e) {
            return Finding.REFUSED;
        } catch (MongoException e) {
            return Finding.UNREACHED;
        }
    }
}
