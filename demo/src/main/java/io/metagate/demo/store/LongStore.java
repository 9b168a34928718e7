package io.metagate.demo.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.metagate.demo.machine.LoopbackPort;
import io.netty.channel.Channel;

/**
 * A store with one collection of accounts of any length, made as they are asked for: nobody has to hold them in memory.
 * It knows accounts by their identifiers alone, whatever else a query asks for, and takes as long for the last one as
 * for the first.
 */
public final class LongStore implements AutoCloseable {

    private final MongoServer server;
    private final LoopbackPort port;
    private final MadeAccounts accounts;

    private LongStore(MongoServer server, LoopbackPort port, MadeAccounts accounts) {
        this.server = server;
        this.port = port;
        this.accounts = accounts;
    }

    /** One with that many accounts; account n uses n bytes. */
    public static LongStore of(long accounts) {
        return of(accounts, 8);
    }

    /** One with that many accounts, each with so many devices. */
    public static LongStore of(long accounts, int devices) {
        LoopbackPort port = LoopbackPort.free();
        MadeAccounts made = new MadeAccounts(accounts, devices);
        MongoServer server = new MongoServer(new Backend(made));
        server.bind(port.socketAddress());
        return new LongStore(server, port, made);
    }

    /** The identifier of account n, from 1. */
    public static String id(long number) {
        return MadeAccounts.id(number);
    }

    /** From now on it has that many accounts. */
    public void resize(long size) {
        accounts.resize(size);
    }

    /** How many answers left a cursor open, and how often one was asked for more. */
    public long cursorsHeld() {
        return accounts.cursorsHeld();
    }

    /** Where a gateway finds it; it answers strangers. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/?directConnection=true";
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Backend extends MemoryBackend {

        private final MadeAccounts accounts;

        Backend(MadeAccounts accounts) {
            this.accounts = accounts;
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            if ("find".equals(command) && "accounts".equals(query.get(command))) {
                return accounts.found(database, query);
            }
            return "getMore".equals(command) && "accounts".equals(query.get("collection"))
                    ? accounts.more(database, query)
                    : super.handleCommand(channel, database, command, query);
        }
    }
}
