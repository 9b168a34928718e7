package io.metagate.it.bed;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.metagate.demo.machine.LoopbackPort;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A store with a collection of accounts of any length, made as it is asked for: nobody has to hold it in memory. */
public final class LongStore implements AutoCloseable {

    private final MongoServer server;
    private final LoopbackPort port;

    private LongStore(MongoServer server, LoopbackPort port) {
        this.server = server;
        this.port = port;
    }

    /** One with that many accounts; account n uses n bytes. */
    public static LongStore of(long accounts) {
        LoopbackPort port = LoopbackPort.free();
        MongoServer server = new MongoServer(new Accounts(accounts));
        server.bind(port.socketAddress());
        return new LongStore(server, port);
    }

    /** Where a gateway finds it; it answers strangers. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/?directConnection=true";
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Accounts extends MemoryBackend {

        private final long size;

        Accounts(long size) {
            this.size = size;
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            return "find".equals(command) && "accounts".equals(query.get(command))
                    ? page(database, query)
                    : super.handleCommand(channel, database, command, query);
        }

        private Document page(String database, Document query) {
            long limit = ((Number) query.getOrDefault("limit", 1)).longValue();
            List<Document> batch = new ArrayList<>();
            for (long number = behind(query.getOrDefault("filter", new Document())) + 1;
                    number <= size && batch.size() < limit;
                    number++) {
                batch.add(account(number));
            }
            Document cursor = new Document("id", 0L).append("ns", database + ".accounts");
            return new Document("cursor", cursor.append("firstBatch", batch)).append("ok", 1.0);
        }

        /** The number in the only condition that a page by identifier has: {@code {_id: {$gt: ...}}}, somewhere within. */
        private static long behind(Object filter) {
            if (filter instanceof List<?> parts) {
                return parts.stream().mapToLong(Accounts::behind).max().orElse(0);
            }
            if (!(filter instanceof Document document)) {
                return 0;
            }
            if (document.get("_id") instanceof Document test && test.get("$gt") instanceof String id) {
                return Long.parseLong(id.substring("acc-".length()));
            }
            return document.values().stream().mapToLong(Accounts::behind).max().orElse(0);
        }

        private static Document account(long number) {
            List<Document> devices = new ArrayList<>();
            for (int device = 0; device < 8; device++) {
                devices.add(
                        new Document("hostname", "host-" + number).append("os", "Ubuntu 24.04 LTS, device " + device));
            }
            return new Document("_id", String.format(Locale.ROOT, "acc-%09d", number))
                    .append("username", "user-" + number)
                    .append("email", "user-" + number + "@acme.example")
                    .append("plan", "business")
                    .append("region", "eu")
                    .append("createdAt", Instant.ofEpochSecond(1_600_000_000 + number))
                    .append("usedBytes", number)
                    .append("devices", devices);
        }
    }
}
