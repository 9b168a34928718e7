package io.metagate.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.metagate.store.engine.StoreError;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * Asks a store as a stranger would, without credentials. Neither may the databases be listed nor a record be found;
 * that the store greets a stranger proves nothing.
 */
public record AnonymousAccessProbe(StoreConfig config) {

    /** What became of the attempt. */
    public enum Finding {
        /** The store told something of its content. */
        ANSWERED,
        /** The store said no. */
        REFUSED,
        /**
         * The store was not reached, hung up, for example for want of a client certificate, or answered something else.
         */
        UNREACHED
    }

    /** Tries; where the gateway may use an open store, that counts as refused. */
    public Finding attempt() {
        Finding finding = ask();
        return finding == Finding.ANSWERED && isAllowed() ? Finding.REFUSED : finding;
    }

    /** Whether the store is one for demonstrations: on loopback, and said to be open. */
    public boolean isAllowed() {
        return config.allowUnauthenticatedLoopback() && StoreHosts.of(config).loopback();
    }

    /** Tries, whatever is allowed. */
    public Finding ask() {
        BsonDocument list = new BsonDocument("listDatabases", new BsonInt32(1));
        BsonDocument find = new BsonDocument("find", new BsonString("probe")).append("limit", new BsonInt32(1));
        try (MongoClient stranger = MongoConnectionSettings.ofStranger(config).connect()) {
            Finding listed = ask(stranger, list);
            return listed == Finding.ANSWERED ? listed : ask(stranger, find);
        }
    }

    private static Finding ask(MongoClient stranger, BsonDocument command) {
        try {
            stranger.getDatabase("admin").runCommand(command);
            return Finding.ANSWERED;
        } catch (MongoException e) {
            // That an engine does not know a command says nothing of whom it answers.
            return StoreError.in(e)
                    .filter(error -> error.kind() == StoreError.Kind.UNAUTHORIZED)
                    .map(error -> Finding.REFUSED)
                    .orElse(Finding.UNREACHED);
        }
    }
}
