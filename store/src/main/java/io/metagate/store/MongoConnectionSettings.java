package io.metagate.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ConnectionPoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.bson.UuidRepresentation;

/** How a store is reached, as the gateway or as a stranger: somebody without credentials. */
public record MongoConnectionSettings(StoreConfig config, boolean known) {

    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^@/]*@");
    private static final Pattern AUTH_OPTIONS = Pattern.compile(
            "(?<=[?&])(auth(Source|Mechanism|MechanismProperties)|tlsCertificateKeyFile)=[^&]*&?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTH_SOURCE =
            Pattern.compile("(?<=[?&])authSource=([^&%]+)", Pattern.CASE_INSENSITIVE);
    private static final String ADMIN = "admin";
    /**
     * How much longer than the store may work on a command its answer may take, so that the store is the first to give
     * up.
     */
    private static final Duration MARGIN = Duration.ofMillis(300);

    /** As the gateway. */
    public static MongoConnectionSettings ofGateway(StoreConfig config) {
        return new MongoConnectionSettings(config, true);
    }

    /** As somebody without credentials. */
    public static MongoConnectionSettings ofStranger(StoreConfig config) {
        return new MongoConnectionSettings(config, false);
    }

    /**
     * The settings, which bound how long anything waits for the store. Nothing is sent twice: not a question, as
     * whoever asked would wait twice as long, and not a change, which may have been done.
     *
     * @throws StoreConfigurationException if the configuration cannot be used
     */
    public MongoClientSettings.Builder settings() {
        ConnectionString uri = uri();
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(uri)
                .applicationName("metagate")
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .retryReads(false)
                .retryWrites(false)
                .applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(millis(config.serverSelectionTimeout()), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(this::pool)
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(millis(config.connectTimeout()), TimeUnit.MILLISECONDS)
                                .readTimeout(millis(config.timeout().plus(MARGIN)), TimeUnit.MILLISECONDS));
        config.readPreference().map(MongoConnectionSettings::readPreference).ifPresent(settings::readPreference);
        tls().ifPresent(context ->
                settings.applyToSslSettings(ssl -> ssl.enabled(true).context(context)));
        if (known) {
            credential(uri).ifPresent(settings::credential);
        }
        return settings;
    }

    /**
     * Connects; that the store can be reached is not needed for that.
     *
     * @throws StoreConfigurationException if the configuration cannot be used
     */
    public MongoClient connect() {
        try {
            return MongoClients.create(settings().build());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StoreConfigurationException("uri", "its options do not go together");
        }
    }

    private ConnectionString uri() {
        String written = config.uri();
        String bare = AUTH_OPTIONS
                .matcher(CREDENTIALS.matcher(written).replaceFirst(""))
                .replaceAll("");
        try {
            return new ConnectionString(known ? written : bare);
        } catch (IllegalArgumentException e) {
            throw new StoreConfigurationException("uri", "it is not a MongoDB connection string");
        }
    }

    private static ReadPreference readPreference(String name) {
        try {
            return ReadPreference.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new StoreConfigurationException(
                    "read-preference", "known are primary, primaryPreferred, secondary, secondaryPreferred, nearest");
        }
    }

    private void pool(ConnectionPoolSettings.Builder pool) {
        pool.maxWaitTime(millis(config.serverSelectionTimeout()), TimeUnit.MILLISECONDS);
        config.maxConnections()
                .map(number -> atLeast(1, number, "max-connections"))
                .ifPresent(pool::maxSize);
        config.minConnections()
                .map(number -> atLeast(0, number, "min-connections"))
                .filter(number -> known)
                .ifPresent(pool::minSize);
    }

    private static int atLeast(int least, int number, String key) {
        if (number < least) {
            throw new StoreConfigurationException(key, "it is at least " + least);
        }
        return number;
    }

    private Optional<SSLContext> tls() {
        Optional<Path> identity = known ? config.tlsCertificateKeyFile() : Optional.empty();
        return config.tlsCaFile().isPresent() || config.tlsCertificateKeyFile().isPresent()
                ? Optional.of(new TlsFiles(config.tlsCaFile(), identity).context())
                : Optional.empty();
    }

    private Optional<MongoCredential> credential(ConnectionString uri) {
        if (config.user().isPresent() != config.passwordFile().isPresent()) {
            throw new StoreConfigurationException("user", "a user has a password-file, and it has a user");
        }
        if (config.user().isEmpty()) {
            return Optional.empty();
        }
        if (uri.getCredential() != null) {
            throw new StoreConfigurationException("user", "the connection string has credentials already");
        }
        String source = authSource().orElse(ADMIN);
        char[] password =
                config.passwordFile().map(MongoConnectionSettings::password).orElseThrow();
        return Optional.of(MongoCredential.createCredential(config.user().get(), source, password));
    }

    /**
     * The database that holds the user, which the driver reads only together with credentials of the connection string.
     */
    private Optional<String> authSource() {
        return AUTH_SOURCE
                .matcher(config.uri())
                .results()
                .map(option -> option.group(1))
                .findFirst();
    }

    private static char[] password(Path file) {
        try {
            String text = Files.readString(file).replaceFirst("\\R\\z", "");
            if (text.isEmpty()) {
                throw new StoreConfigurationException("password-file", "it is empty");
            }
            return text.toCharArray();
        } catch (IOException e) {
            throw new StoreConfigurationException("password-file", "cannot read it");
        }
    }

    private static long millis(Duration duration) {
        return Math.min(Integer.MAX_VALUE, Math.max(1, duration.toMillis()));
    }

    @Override
    public String toString() {
        return "MongoConnectionSettings[known=" + known + "]";
    }
}
