package io.metagate.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFailureTest {

    private final MongoServer server = new MongoServer(new MemoryBackend());

    @TempDir
    private Path folder;

    @AfterEach
    void stopStore() {
        server.shutdownNow();
    }

    @Test
    void tellsCredentialsThatAreNotTakenFromAStoreThatIsNotThere() throws Exception {
        Settings plain = plain();
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        assertFailure(
                plain.user("gateway", password),
                "password-file",
                "does not take the user's credentials, or does not know the user");
        assertFailure(
                plain.with("uri", plain.config().uri().replace("://", "://gateway:s3cret@")),
                "uri",
                "does not take the user's credentials, or does not know the user");

        server.shutdownNow();
        assertFailure(plain, "uri", "does not answer: nothing takes connections there");
    }

    @Test
    void tellsAHostThatIsNotKnown() {
        assertFailure(
                Settings.of("mongodb://no-such-host.invalid").patient(Duration.ofSeconds(2)),
                "uri",
                "does not answer: there is no host of that name");
    }

    @Test
    void tellsAnAuthorityThatIsNotTrustedAndANameThatIsAnother() throws Exception {
        Certificates own = Certificates.make(folder, "RSA");
        server.enableSsl(own.key(), null, own.certificate());
        Settings plain = plain();
        Path right = own.writeTo(folder.resolve("right.pem"), own.certificatePem());
        Path wrong = own.writeTo(
                folder.resolve("wrong.pem"), Certificates.make(folder, "EC").certificatePem());
        String untrusted = "has a certificate that no trusted authority vouches for";

        assertFailure(plain.tls(wrong, Optional.empty()), "tls-ca-file", untrusted);
        assertFailure(plain.with("uri", plain.config().uri() + "/?tls=true"), "tls-ca-file", untrusted);
        assertFailure(
                plain.with("uri", plain.config().uri().replace("127.0.0.1", "localhost"))
                        .tls(right, Optional.empty()),
                "uri",
                "has a certificate of another name");
    }

    @Test
    void tellsAStoreThatSpeaksNoTls() throws Exception {
        Certificates own = Certificates.make(folder, "EC");
        Path authorities = own.writeTo(folder.resolve("right.pem"), own.certificatePem());
        try (ServerSocket plain = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread greeting = new Thread(() -> greetInClear(plain));
            greeting.start();
            assertFailure(
                    Settings.of("mongodb://127.0.0.1:" + plain.getLocalPort())
                            .patient(Duration.ofSeconds(3))
                            .tls(authorities, Optional.empty()),
                    "tls-ca-file",
                    "does not speak TLS as it is configured");
        }
    }

    private static void greetInClear(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("220 welcome to a server that speaks no TLS\r\n".getBytes(US_ASCII));
                client.getOutputStream().flush();
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private Settings plain() {
        return Settings.of("mongodb://127.0.0.1:" + server.bind().getPort()).patient(Duration.ofSeconds(3));
    }

    private static void assertFailure(Settings settings, String key, String reason) {
        try (MongoClient client =
                MongoConnectionSettings.ofGateway(settings.config()).connect()) {
            MongoException thrown = catchThrowableOfType(
                    MongoException.class, () -> client.getDatabase("admin").runCommand(new Document("ping", 1)));
            assertThat(ConnectionFailure.of(thrown, client, settings.config()))
                    .isEqualTo(new ConnectionFailure(key, reason));
        }
    }
}
