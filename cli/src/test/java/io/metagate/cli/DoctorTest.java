package io.metagate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.sun.net.httpserver.HttpServer;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final String POLICIES = "../demo/policies";
    private static final String SECRET = "sesame4711";

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final String open = "127.0.0.1:" + server.bind().getPort();

    @TempDir
    private Path folder;

    private HttpServer http;

    @BeforeEach
    void listens() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
    }

    @AfterEach
    void stops() {
        server.shutdownNow();
        http.stop(0);
    }

    @Test
    void callsAStoreBadThatAnswersStrangers() throws IOException {
        Invocation doctor = doctor("metagate.store.uri=mongodb://" + open);

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.err()).isEmpty();
        assertThat(doctor.out().lines())
                .anyMatch(line -> line.matches("strangers +default at " + open + " +bad +It answers without .*"))
                .anyMatch(line -> line.matches("credentials .* bad +None are configured.*"))
                .anyMatch(line -> line.matches("tls .* ok .*stays on this machine.*"))
                .anyMatch(line -> line.matches("privileges .* unknown .*--bundle.*"))
                .anyMatch(line -> line.matches("issuer +- +unknown .*"))
                .anyMatch(line -> line.matches("readiness +- +unknown .*--management.*"));
    }

    @Test
    void looksAtEachStoreByItsName() throws IOException {
        Invocation doctor =
                doctor("metagate.store.uri=mongodb://" + open + "\nmetagate.store.archive.uri=mongodb://" + open);

        assertThat(doctor.out()).contains("archive at " + open, "default at " + open);
    }

    @Test
    void looksForTheCollectionsOfTheBundleAndTheirIndexes() throws IOException {
        try (MongoClient client = MongoClients.create("mongodb://" + open)) {
            client.getDatabase("backup").getCollection("accounts").insertOne(new Document("_id", "acc-1"));
            client.getDatabase("backup")
                    .getCollection("accounts")
                    .createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
        }

        Invocation doctor = doctor("metagate.store.uri=mongodb://" + open, "--bundle", POLICIES);

        assertThat(doctor.out().lines())
                .anyMatch(line -> line.matches("collection +accounts at default backup.accounts +ok +It is there."))
                .anyMatch(line -> line.matches("indexes +accounts .* ok .* filter by .*username \\(exact\\).*;.*"))
                .noneMatch(line -> line.matches("indexes +accounts .* ok .* filter by .*[ (]email \\(exact\\).*"))
                .anyMatch(line -> line.matches("collection +devices .* warning +It is not there.*"));
    }

    @Test
    void takesTheBundleOfTheConfigurationAndTellsAStoreThatIsMissing() throws IOException {
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        for (String file : List.of("collections.yaml", "purposes.yaml")) {
            String text = Files.readString(Path.of(POLICIES, file));
            Files.writeString(bundle.resolve(file), text.replace("store: {database", "store: {name: far, database"));
        }

        Invocation doctor =
                doctor("metagate.store.uri=mongodb://" + open + "\nmetagate.policy.bundle=" + escaped(bundle));

        assertThat(doctor.out())
                .containsPattern("collection +accounts +bad +Its store is not configured: set metagate.store.far.uri.");
    }

    @Test
    void tellsNoSecretOfAStoreThatCannotBeUsed() throws IOException {
        server.shutdownNow();
        for (String uri : List.of(
                "mongodb://gateway:" + SECRET + "@" + open,
                "mongodb://gateway:" + SECRET + "@[",
                SECRET,
                "mongodb://" + open + "/?authMechanism=" + SECRET)) {
            Invocation doctor = doctor("metagate.store.uri=" + uri + "\nmetagate.store.server-selection-timeout=100ms");

            assertThat(doctor.exit()).as(uri).isEqualTo(1);
            assertThat(doctor.out() + doctor.err()).contains(" bad ").doesNotContain(SECRET);
        }
    }

    @Test
    void asksTheIssuerForItselfAndItsKeys() throws IOException {
        String issuer = address();
        String config = "metagate.store.uri=mongodb://" + open + "\nmetagate.oidc.issuer=" + issuer;
        assertThat(doctor(config).out())
                .containsPattern("issuer .* bad +It has no discovery document \\(status 404\\)");

        answer("/.well-known/openid-configuration", 200, """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(issuer, issuer));
        assertThat(doctor(config).out()).containsPattern("issuer .* bad .*no signing keys");
        assertThat(doctor(config + "/").out()).containsPattern("issuer .* bad .*says that it is another");

        answer("/keys", 200, "{\"keys\": [{\"kty\": \"RSA\"}]}");
        assertThat(doctor(config).out()).containsPattern("issuer +" + issuer + " +ok ");
    }

    @Test
    void tellsWhatIsWrongWithAToken() throws Exception {
        String issuer = address();
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        answer("/.well-known/openid-configuration", 200, """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(issuer, issuer));
        answer("/keys", 200, "{\"keys\": [" + key.toJson() + "]}");
        String config = "metagate.store.uri=mongodb://" + open + "\nmetagate.oidc.issuer=" + issuer
                + "\nmetagate.oidc.audience=metagate";
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"jane\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}";
        String good = signed(key, claims.formatted("metagate", now, now + 600));
        String bad = signed(key, claims.formatted("account\u202e", now - 90_000, now - 600));

        assertThat(token(config, good).out()).containsPattern("token +- +ok +The gateway accepts it\\.");
        assertThat(token(config, "Authorization: Bearer " + good + "\n").out()).contains("The gateway accepts it.");
        assertThat(token(config, bad).out())
                .containsPattern("token +- +bad +audience: .*It says aud=\"account.*\"")
                .containsPattern("token +- +bad +expired: .*It says iat=\\d+ exp=\\d+")
                .contains("lifetime: ")
                .doesNotContain("jane", bad, "signature: ", "\u202e");
        assertThat(token(config, good + "A").out()).containsPattern("token +- +bad +signature: ");
        assertThat(token(config, "canary").out())
                .containsPattern("token +- +bad +malformed: ")
                .doesNotContain("canary");
        assertThat(token(config.replace("audience=metagate", "audience=any"), good)
                        .out())
                .contains("audience: ");
        assertThat(doctor(config, "--token-file", folder.resolve("absent").toString())
                        .out())
                .contains("cannot be read");
        assertThat(token("metagate.store.uri=mongodb://" + open, good).out())
                .containsPattern("token +- +unknown +Set metagate.oidc.issuer");
        http.stop(0);
        assertThat(token(config, good).out())
                .containsPattern("token +- +unknown +Its signature, .* it does not answer\\.")
                .doesNotContain("unknown-key", "accepts");
    }

    private Invocation token(String config, String token) throws IOException {
        return doctor(
                config,
                "--token-file",
                Files.writeString(folder.resolve("token"), token).toString());
    }

    private static String signed(EllipticCurveJsonWebKey key, String claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("ES256");
        signature.setPayload(claims);
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    @Test
    void printsTheReadinessOfARunningGateway() throws IOException {
        answer("/q/health/ready", 503, """
                {
                    "status": "DOWN",
                    "checks": [
                        {"name": "audit log", "status": "DOWN", "data": {"reason": "no \\u001b[31mconnection"}},
                        {"name": "policies", "status": "UP", "data": {"stale": false}}
                    ]
                }""");

        Invocation doctor = doctor("metagate.store.uri=mongodb://" + open, "--management", address() + "/");

        assertThat(doctor.out())
                .containsPattern("readiness +audit log +bad +Down, .*reason: no \\\\u001b\\[31mconnection\\.")
                .containsPattern("readiness +policies +ok +Up; stale: false\\.");
    }

    @Test
    void saysThatNoGatewayAnswers() throws IOException {
        answer("/q/health/ready", 200, "hello");
        String config = "metagate.store.uri=mongodb://" + open;

        assertThat(doctor(config, "--management", address()).out()).containsPattern("readiness .* bad .*no gateway's");
        http.stop(0);
        assertThat(doctor(config, "--management", address()).out()).containsPattern("readiness .* bad .*not answer");
    }

    @Test
    void printsAnArrayForPrograms() throws IOException {
        assertThat(doctor("metagate.store.uri=mongodb://" + open, "-o", "json").out())
                .startsWith("[{\"check\":\"strangers\",\"subject\":\"default at " + open + "\",\"result\":\"bad\",")
                .endsWith("}]\n");
    }

    @Test
    void exitsWithTwoWhenNothingCanBeLookedAt() throws IOException {
        assertUnusable(doctor(""), "metagate.store.uri");
        assertUnusable(
                Invocation.of("doctor", "--config", folder.resolve("absent").toString()), "absent");
        assertUnusable(doctor("metagate.store.uri=mongodb://" + open, "--bundle", "absent"), "absent");
        assertUnusable(doctor("metagate.store.uri=mongodb://" + open, "--output", "html"), "html");
        assertThat(doctor("", "-o", "json").out())
                .startsWith("{\"problems\":[{\"message\":\"metagate.store.uri")
                .endsWith("}],\"valid\":false}\n");
        assertThat(Invocation.of("doctor", "--config", "absent", "-o", "json").out())
                .startsWith("{\"problems\":[{\"message\":\"cannot read absent");
    }

    private static void assertUnusable(Invocation doctor, String said) {
        assertThat(doctor.exit()).isEqualTo(2);
        assertThat(doctor.out()).isEmpty();
        assertThat(doctor.err()).contains(said);
    }

    private String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(String path, int status, String body) {
        http.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
    }

    private static String escaped(Path path) {
        return path.toString().replace("\\", "\\\\");
    }

    private Invocation doctor(String properties, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), properties);
        return Invocation.of(Stream.concat(Stream.of("doctor", "--config", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }
}
