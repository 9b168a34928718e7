package io.metagate.oidc.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerClientTest {

    private static final String KEYS = Jwks.json(Jwks.jwk(Jwks.RSA, "k1"));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private String root;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        root = "http://127.0.0.1:" + server.getAddress().getPort();
        serve("/.well-known/openid-configuration", 200, discovery(root, root + "/keys"));
        serve("/keys", 200, KEYS);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsTheKeysThatTheDiscoveryDocumentNames() throws Exception {
        assertThat(fetched(root).keys().keys()).hasSize(1);
        assertThat(fetched(root).maxAge()).contains(Duration.ofSeconds(50));
    }

    @Test
    void looksAtTheDiscoveryDocumentEachTime() throws Exception {
        IssuerClient client = new IssuerClient(root);
        assertThat(client.fetch().get(10, TimeUnit.SECONDS).keys().keys()).hasSize(1);
        serve("/.well-known/openid-configuration", 200, discovery(root, root + "/moved"));
        serve("/moved", 200, Jwks.json());
        assertThat(client.fetch().get(10, TimeUnit.SECONDS).keys().keys()).isEmpty();
    }

    @Test
    void readsThoseOfAnIssuerThatEndsWithASlash() throws Exception {
        serve("/.well-known/openid-configuration", 200, discovery(root + "/", root + "/keys"));
        assertThat(fetched(root + "/").keys().keys()).hasSize(1);
        assertUnavailable("its discovery document names another issuer");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 307, 404, 500})
    void takesNoOtherStatus(int status) throws Exception {
        serve("/keys", status, status == 204 ? "" : KEYS);
        assertUnavailable("its key set is answered with status " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"keys\":1}"})
    void takesNoOtherKeySet(String body) throws Exception {
        serve("/keys", 200, body);
        assertUnavailable("it has no key set at its jwks_uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/keys", "keys", "ftp://127.0.0.1/keys", "http:///keys", "jar:x", "a b"})
    void asksNothingButTheWeb(String jwksUri) {
        serve("/.well-known/openid-configuration", 200, discovery(root, jwksUri));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> fetched(root))
                .withCauseInstanceOf(KeySetUnavailable.class);
    }

    @Test
    void takesNoEndlessAnswer() throws Exception {
        serve("/keys", 200, " ".repeat(1 << 20) + KEYS);
        assertUnavailable("its answer is too long");
    }

    @Test
    void waitsForNoAnswerThatNeverEnds() throws Exception {
        replace("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
            awaitEnd();
            exchange.close();
        });
        assertUnavailable("it does not answer");
    }

    @Test
    void toldOfAnIssuerThatIsNotThere() throws Exception {
        server.stop(0);
        assertUnavailable("it does not answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=60", "public, max-age=60", "MAX-AGE=60,public", "max-age = 60", "max-age=\"60\""})
    void readsMaxAge(String value) {
        assertThat(IssuerClient.maxAge(headers(value, "0"))).contains(Duration.ofSeconds(60));
        assertThat(IssuerClient.maxAge(headers(value, "50"))).contains(Duration.ofSeconds(10));
        assertThat(IssuerClient.maxAge(headers(value, "70"))).contains(Duration.ZERO);
        assertThat(IssuerClient.maxAge(headers(value, "x"))).contains(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "s-maxage=60", "max-age=-1", "max-age=x", "max-age=99999999999999999999"})
    void readsNoOtherMaxAge(String value) {
        assertThat(IssuerClient.maxAge(headers(value, "0"))).isEmpty();
    }

    private FetchedKeySet fetched(String issuer) throws Exception {
        return new IssuerClient(issuer).fetch().get(20, TimeUnit.SECONDS);
    }

    private void assertUnavailable(String clause) throws Exception {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> fetched(root))
                .havingCause()
                .isInstanceOfSatisfying(
                        KeySetUnavailable.class, e -> assertThat(e.clause()).isEqualTo(clause));
    }

    private void serve(String path, int status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        replace(path, exchange -> {
            exchange.getResponseHeaders().add("Cache-Control", "public, max-age=60");
            exchange.getResponseHeaders().add("Age", "10");
            exchange.getResponseHeaders().add("Location", root + "/keys");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void replace(String path, Serving serving) {
        try {
            server.removeContext(path);
        } catch (IllegalArgumentException e) {
            // There was none.
        }
        server.createContext(path, serving::serve);
    }

    private void awaitEnd() {
        try {
            if (!over.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test never ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String discovery(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}";
    }

    private static HttpHeaders headers(String cacheControl, String age) {
        return HttpHeaders.of(
                Map.of("Cache-Control", List.of(cacheControl), "Age", List.of(age)), (name, value) -> true);
    }

    private interface Serving {
        void serve(HttpExchange exchange) throws IOException;
    }
}
