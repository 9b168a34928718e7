package io.metagate.gateway.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jboss.logging.Logger;

/**
 * Asks the store as a stranger would, without credentials. Neither may the databases be listed nor a record be found; that the store greets a
 * stranger proves nothing.
 */
@ApplicationScoped
class StoreProbe implements StartCheck {

    private static final Logger LOG = Logger.getLogger(StoreProbe.class);
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^@/]*@");
    private static final Pattern AUTH_OPTIONS =
            Pattern.compile("(?<=[?&])auth(Source|Mechanism|MechanismProperties)=[^&]*&?", Pattern.CASE_INSENSITIVE);

    private final StoreConfig config;
    private final MongoClient client;

    StoreProbe(StoreConfig config, MongoClient client) {
        this.config = config;
        this.client = client;
    }

    @Override
    public List<String> problems() {
        try {
            client.getDatabase("admin").runCommand(command("ping"));
        } catch (MongoException e) {
            return List.of("metagate.store.uri: the store at " + hosts() + " does not answer");
        }
        if (!answersStrangers()) {
            return List.of();
        }
        if (config.allowUnauthenticatedLoopback() && onLoopback()) {
            LOG.warnv("the store at {0} answers anyone; allowed for this demonstration on loopback", hosts());
            return List.of();
        }
        return List.of("metagate.store.uri: the store at " + hosts()
                + " answers without credentials; turn on its access control first");
    }

    /** Whether the store tells a stranger anything of its content. */
    boolean answersStrangers() {
        MongoClientSettings settings =
                StoreClient.settings(withoutCredentials()).build();
        try (MongoClient stranger = MongoClients.create(settings)) {
            return answers(stranger, command("listDatabases"))
                    || answers(
                            stranger,
                            new BsonDocument("find", new BsonString("probe")).append("limit", new BsonInt32(1)));
        }
    }

    private static boolean answers(MongoClient stranger, BsonDocument command) {
        try {
            stranger.getDatabase("admin").runCommand(command);
            return true;
        } catch (MongoCommandException e) {
            return false;
        } catch (MongoException e) {
            // Refused at the door, for example for want of a client certificate.
            return false;
        }
    }

    private StoreConfig withoutCredentials() {
        String bare = CREDENTIALS.matcher(config.uri()).replaceFirst("");
        return new UriOverride(config, AUTH_OPTIONS.matcher(bare).replaceAll(""));
    }

    private boolean onLoopback() {
        return new ConnectionString(config.uri()).getHosts().stream().allMatch(StoreProbe::isLoopback);
    }

    private static boolean isLoopback(String hostAndPort) {
        String host = hostAndPort.replaceFirst(":[0-9]+$", "");
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private String hosts() {
        return String.join(",", new ConnectionString(config.uri()).getHosts());
    }

    private static BsonDocument command(String name) {
        return new BsonDocument(name, new BsonInt32(1));
    }

    private record UriOverride(StoreConfig config, String uri) implements StoreConfig {
        @Override
        public java.time.Duration timeout() {
            return config.timeout();
        }

        @Override
        public java.time.Duration indexesEvery() {
            return config.indexesEvery();
        }

        @Override
        public int maxPageBytes() {
            return config.maxPageBytes();
        }

        @Override
        public boolean allowUnauthenticatedLoopback() {
            return config.allowUnauthenticatedLoopback();
        }
    }
}
