package io.metagate.it.bed;

import com.fasterxml.jackson.databind.JsonNode;
import io.metagate.demo.machine.LoopbackPort;
import io.metagate.demo.machine.StrayProcess;
import io.metagate.it.client.Caller;
import io.metagate.it.client.Reply;
import io.metagate.test.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** A real Keycloak with the realm of these tests. */
public final class KeycloakServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";
    private static final String ADMINISTRATOR = "it-admin";

    private final URI issuer;
    private final Optional<Process> process;

    private KeycloakServer(URI issuer, Optional<Process> process) {
        this.issuer = issuer;
        this.process = process;
    }

    /** Attaches to the one that the environment names, or starts one and waits until it answers. */
    public static KeycloakServer start(Workspace workspace) throws Exception {
        Optional<String> attached = Optional.ofNullable(System.getenv("METAGATE_TEST_OIDC_ISSUER"));
        if (attached.isPresent()) {
            return new KeycloakServer(URI.create(attached.get()), Optional.empty());
        }
        LoopbackPort port = LoopbackPort.free();
        URI root = URI.create("http://127.0.0.1:" + port);
        Path log = workspace.folder().resolve("keycloak.log");
        Process process = command(workspace, root, port, log).start();
        KeycloakServer server =
                LastWill.stop(new KeycloakServer(URI.create(root + "/realms/metagate"), Optional.of(process)));
        Eventually.holds("Keycloak answers, see " + log, PATIENCE, () -> server.answers(process));
        return server;
    }

    private static ProcessBuilder command(Workspace workspace, URI root, LoopbackPort port, Path log) {
        Path home = Build.keycloak();
        copyRealm(home.resolve("data/import/metagate-realm.json"));
        ProcessBuilder command = new ProcessBuilder(List.of(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=" + root))
                .directory(workspace.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m -XX:TieredStopAtLevel=1");
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMINISTRATOR);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command;
    }

    private static void copyRealm(Path target) {
        try (InputStream realm = KeycloakServer.class.getResourceAsStream("keycloak-realm.json")) {
            Files.createDirectories(target.getParent());
            Files.copy(Objects.requireNonNull(realm), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers(Process running) {
        if (!running.isAlive()) {
            throw new AssertionError("Keycloak ended with " + running.exitValue());
        }
        try {
            HttpRequest question =
                    HttpRequest.newBuilder(URI.create(issuer + DISCOVERY)).build();
            return Caller.tryExchange(question).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is one of these tests alone, which may do with it what they like. */
    public boolean isOurs() {
        return process.isPresent();
    }

    /** Adds an RSA key that tokens are signed with from now on. */
    public void addSigningKey() {
        Reply realm = administer("", HttpRequest.Builder::GET);
        String key = "{\"name\":\"rotated\",\"providerId\":\"rsa-generated\",\"providerType\":\"" + KEY_PROVIDER
                + "\",\"parentId\":\"" + realm.json().path("id").asText()
                + "\",\"config\":{\"priority\":[\"1000\"],\"enabled\":[\"true\"],\"active\":[\"true\"],\"algorithm\":[\"RS256\"]}}";
        administer("/components", request -> request.setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(key)));
    }

    /** The ids of the RSA keys that sign tokens. */
    public List<String> signingKeys() {
        JsonNode components = administer("/components?type=" + KEY_PROVIDER, HttpRequest.Builder::GET)
                .json();
        return StreamSupport.stream(components.spliterator(), false)
                .filter(key -> key.path("providerId").asText().equals("rsa-generated"))
                .map(key -> key.path("id").asText())
                .toList();
    }

    /** Takes a key out of the key set. */
    public void removeSigningKey(String id) {
        administer("/components/" + id, HttpRequest.Builder::DELETE);
    }

    private Reply administer(String path, UnaryOperator<HttpRequest.Builder> method) {
        URI root = URI.create(issuer.toString().replace("/realms/metagate", ""));
        Reply granted = Caller.exchange(
                HttpRequest.newBuilder(URI.create(root + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + ADMINISTRATOR + "&password=" + ADMINISTRATOR))
                        .build());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + "/admin/realms/metagate" + path))
                .header(
                        "Authorization",
                        "Bearer " + granted.json().path("access_token").asText());
        Reply reply = Caller.exchange(method.apply(request).build());
        if (reply.status() >= 300) {
            throw new AssertionError(reply.everything());
        }
        return reply;
    }

    /** The issuer of its tokens. */
    public URI issuer() {
        return issuer;
    }

    /**
     * What its token endpoint answers: several tokens.
     *
     * @param form the grant with its parameters, encoded
     */
    public Reply tokens(String form) {
        return Caller.exchange(HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    @Override
    public void close() {
        process.ifPresent(running -> {
            List<ProcessHandle> children = running.descendants().toList();
            StrayProcess.end(running.toHandle());
            children.forEach(StrayProcess::end);
        });
    }
}
