package io.metagate.it.bed;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.sample.SampleCollection;
import io.metagate.demo.sample.SampleCollections;
import io.metagate.demo.sample.SampleLoader;
import io.metagate.demo.store.AuthenticatingStore;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/** The store with the sample records: all accounts of the demo, and as many of the rest as tests need. */
public final class SampleStore {

    /** How many accounts it holds. */
    public static final int ACCOUNTS = 10_000;

    private static final int ACCOUNTS_WITH_DEVICES = 200;
    private static final String USER = "gateway";
    private static final String PASSWORD = "itSecretOfTheStore42";
    private static Optional<SampleStore> shared = Optional.empty();

    private final StoreRelay relay;
    private final String uri;

    private SampleStore(StoreRelay relay, String uri) {
        this.relay = relay;
        this.uri = uri;
    }

    /** The one that all tests share: they only read. */
    public static synchronized SampleStore shared() {
        if (shared.isEmpty()) {
            shared = Optional.of(start());
        }
        return shared.get();
    }

    private static SampleStore start() {
        String direct = Optional.ofNullable(System.getenv("METAGATE_TEST_MONGODB_URI"))
                .orElseGet(() -> LastWill.stop(AuthenticatingStore.start(LoopbackPort.free(), USER, PASSWORD))
                        .uri());
        try (MongoClient client = MongoClients.create(direct)) {
            new SampleLoader(client.getDatabase(SampleLoader.DATABASE), line -> {}).load(samples());
        }
        String host = new ConnectionString(direct).getHosts().get(0);
        StoreRelay relay = LastWill.stop(StoreRelay.before(address(host)));
        String relayed = direct.replace(host, relay.address());
        return new SampleStore(relay, relayed + (relayed.contains("?") ? "&" : "/?") + "directConnection=true");
    }

    private static List<SampleCollection> samples() {
        SampleCollection accounts =
                SampleCollections.of(SampleCollections.SEED, ACCOUNTS).get(0);
        List<SampleCollection> rest = SampleCollections.of(SampleCollections.SEED, ACCOUNTS_WITH_DEVICES);
        return Stream.concat(Stream.of(accounts), rest.stream().skip(1)).toList();
    }

    private static InetSocketAddress address(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0
                ? new InetSocketAddress(host, 27017)
                : new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
    }

    /** Where a gateway finds it, with credentials. */
    public String uri() {
        return uri;
    }

    /** How many commands have asked it for anything. */
    public long commands() {
        return relay.commands();
    }

    /** The account records as they are stored, made anew from their seed. */
    public static Stream<Document> accounts() {
        return SampleCollections.of(SampleCollections.SEED, ACCOUNTS).get(0).recordsFrom(1);
    }
}
