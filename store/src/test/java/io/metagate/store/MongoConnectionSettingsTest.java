package io.metagate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoConnectionSettingsTest {

    private static final Settings PLAIN =
            Settings.of("mongodb://127.0.0.1:27099/?authSource=users&maxPoolSize=9&readPreference=nearest");

    @TempDir
    private Path folder;

    @Test
    void takesUserAndPasswordFromWhereTheyAreConfigured() throws IOException {
        MongoCredential credential =
                settings(PLAIN.user("gateway", file("s3cret\n"))).getCredential();

        assertThat(credential.getUserName()).isEqualTo("gateway");
        assertThat(credential.getPassword()).containsExactly("s3cret".toCharArray());
        assertThat(credential.getSource()).isEqualTo("users");
        assertThat(settings(Settings.of("mongodb://127.0.0.1").user("gateway", file(" a b ")))
                        .getCredential())
                .satisfies(usual -> {
                    assertThat(usual.getSource()).isEqualTo("admin");
                    assertThat(usual.getPassword()).containsExactly(" a b ".toCharArray());
                });
    }

    @Test
    void givesAStrangerNoCredentials() throws IOException {
        Settings inFile = PLAIN.user("gateway", file("s3cret"));
        Settings inUri =
                Settings.of("mongodb://gateway:s3cret@127.0.0.1/?authMechanism=SCRAM-SHA-256&authSource=admin");

        assertThat(MongoConnectionSettings.ofStranger(inFile.config())
                        .settings()
                        .build()
                        .getCredential())
                .isNull();
        assertThat(MongoConnectionSettings.ofStranger(inUri.config())
                        .settings()
                        .build()
                        .getCredential())
                .isNull();
        assertThat(settings(inUri).getCredential()).isNotNull();
    }

    @Test
    void boundsWhatIsWaitedFor() {
        MongoClientSettings settings = settings(PLAIN.patient(Duration.ofMillis(700)));

        assertThat(settings.getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS))
                .as("the store gives up first")
                .isEqualTo(1000);
        assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
        assertThat(settings.getConnectionPoolSettings().getMaxWaitTime(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
    }

    @Test
    void sendsNothingTwice() {
        MongoClientSettings settings = settings(Settings.of("mongodb://127.0.0.1/?retryReads=true&retryWrites=true"));

        assertThat(settings.getRetryReads()).isFalse();
        assertThat(settings.getRetryWrites()).isFalse();
    }

    @Test
    void takesPoolAndReadPreferenceFromTheConnectionStringUnlessTheyAreConfigured() {
        assertThat(settings(PLAIN).getConnectionPoolSettings().getMaxSize()).isEqualTo(9);
        assertThat(settings(PLAIN).getReadPreference()).isEqualTo(ReadPreference.nearest());

        MongoClientSettings configured =
                settings(PLAIN.with("read-preference", "secondaryPreferred").with("max-connections", "4"));
        assertThat(configured.getConnectionPoolSettings().getMaxSize()).isEqualTo(4);
        assertThat(configured.getReadPreference()).isEqualTo(ReadPreference.secondaryPreferred());
    }

    @Test
    void namesTheKeyThatCannotBeUsedAndNothingOfItsValue() throws IOException {
        assertProblem(Settings.of("mongo://gateway:s3cret@127.0.0.1"), "uri");
        assertProblem(PLAIN.user("gateway", folder.resolve("absent")), "password-file");
        assertProblem(PLAIN.user("gateway", file("\n")), "password-file");
        assertProblem(Settings.of("mongodb://gateway:s3cret@127.0.0.1").user("gateway", file("s3cret")), "user");
        assertProblem(PLAIN.with("read-preference", "s3cret"), "read-preference");
        assertProblem(PLAIN.with("max-connections", "0"), "max-connections");
        assertProblem(PLAIN.tls(folder.resolve("absent"), Optional.empty()), "tls-ca-file");
        assertProblem(PLAIN.tls(file("s3cret"), Optional.empty()), "tls-ca-file");
    }

    @Test
    void trustsTheAuthoritiesOfTheFileAndNoOthers() throws IOException, GeneralSecurityException {
        Certificates own = Certificates.make(folder, "RSA");
        Certificates other = Certificates.make(folder, "EC");
        MongoServer server = new MongoServer(new MemoryBackend());
        server.enableSsl(own.key(), null, own.certificate());
        InetSocketAddress address = server.bind();
        try {
            Settings settings =
                    Settings.of("mongodb://127.0.0.1:" + address.getPort()).patient(Duration.ofMillis(1_500));
            Path right = own.writeTo(folder.resolve("right.pem"), other.certificatePem(), own.certificatePem());
            Path wrong = own.writeTo(folder.resolve("wrong.pem"), other.certificatePem());

            assertThat(pings(settings.patient(Duration.ofSeconds(10)).tls(right, Optional.empty())))
                    .isTrue();
            assertThat(pings(settings.tls(wrong, Optional.empty()))).isFalse();
            assertThat(pings(settings)).isFalse();
            assertThat(new AnonymousAccessProbe(settings.patient(Duration.ofSeconds(10))
                                    .tls(right, Optional.empty())
                                    .config())
                            .ask())
                    .as("an open store is one behind TLS, too")
                    .isEqualTo(AnonymousAccessProbe.Finding.ANSWERED);
        } finally {
            server.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsAnIdentityOfEachKindOfKey(String algorithm) throws IOException, GeneralSecurityException {
        Certificates own = Certificates.make(folder, algorithm);
        Path authorities = own.writeTo(folder.resolve("ca.pem"), own.certificatePem());
        Path whole = own.writeTo(folder.resolve("own.pem"), own.certificatePem(), own.keyPem());

        assertThat(settings(PLAIN.tls(authorities, Optional.of(whole)))
                        .getSslSettings()
                        .isEnabled())
                .isTrue();
        assertProblem(PLAIN.tls(authorities, Optional.of(authorities)), "tls-certificate-key-file");
        assertProblem(
                PLAIN.tls(authorities, Optional.of(own.writeTo(folder.resolve("key.pem"), own.keyPem()))),
                "tls-certificate-key-file");
    }

    private static boolean pings(Settings settings) {
        try (MongoClient client =
                MongoConnectionSettings.ofGateway(settings.config()).connect()) {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            return false;
        }
    }

    private static void assertProblem(Settings settings, String key) {
        assertThatThrownBy(() ->
                        MongoConnectionSettings.ofGateway(settings.config()).settings())
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageStartingWith(key + ": ")
                .hasMessageNotContaining("s3cret");
    }

    private static MongoClientSettings settings(Settings settings) {
        return MongoConnectionSettings.ofGateway(settings.config()).settings().build();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "file", ""), text);
    }
}
