package io.metagate.oidc.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks an issuer for its keys: for its discovery document first, each time (OpenID Connect Discovery 1.0 section 4),
 * then for the key set that it names. Follows no redirect, waits for no thread, and takes no more than a bounded answer
 * in a bounded time.
 */
public final class IssuerClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 512 * 1024;
    private static final int OK = 200;
    private static final Pattern MAX_AGE =
            Pattern.compile("(?i)(?:^|,)\\s*max-age\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:,|$)");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final String issuer;
    private volatile HttpClient http;

    /**
     * For that issuer.
     *
     * @param issuer its identifier, as it stands in {@code iss}
     */
    public IssuerClient(String issuer) {
        this.issuer = issuer;
        this.http = client();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The keys as they are now. Fails with a {@link KeySetUnavailable}, within twice the time that an answer may take.
     */
    public CompletableFuture<FetchedKeySet> fetch() {
        URI discovery = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        return get(discovery, "its discovery document")
                .thenCompose(answer -> get(jwksUri(answer.body()), "its key set"))
                .thenApply(IssuerClient::keySet)
                .exceptionallyCompose(e -> {
                    // A client whose own thread has ended would never answer again.
                    http = client();
                    return CompletableFuture.failedFuture(unavailable(e));
                });
    }

    private CompletableFuture<HttpResponse<byte[]>> get(URI address, String what) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
        // The request's own timeout ends with the answer's head.
        CompletableFuture.delayedExecutor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> exchange.cancel(true));
        return exchange.thenApply(answer -> {
            if (answer.statusCode() != OK) {
                throw failed(what + " is answered with status " + answer.statusCode());
            }
            return answer;
        });
    }

    private URI jwksUri(byte[] discovery) {
        JsonNode document = StrictJson.object(discovery).orElseThrow(() -> failed("its discovery document is none"));
        if (!document.path("issuer").asText().equals(issuer)) {
            throw failed("its discovery document names another issuer");
        }
        try {
            URI address = URI.create(document.path("jwks_uri").asText());
            boolean web = address.getHost() != null && List.of("http", "https").contains(address.getScheme());
            if (web && (address.getScheme().equals("https") || !issuer.startsWith("https:"))) {
                return address;
            }
            throw failed("its discovery document has no jwks_uri as safe as the issuer itself");
        } catch (IllegalArgumentException e) {
            throw failed("its discovery document has a jwks_uri that is no address");
        }
    }

    private static FetchedKeySet keySet(HttpResponse<byte[]> answer) {
        try {
            return new FetchedKeySet(KeySet.read(answer.body()), maxAge(answer.headers()));
        } catch (KeySetUnavailable e) {
            throw new CompletionException(e);
        }
    }

    /** What is left of {@code max-age}, less the time that the answer lay in caches. */
    static Optional<Duration> maxAge(HttpHeaders headers) {
        Matcher directive = MAX_AGE.matcher(String.join(",", headers.allValues("Cache-Control")));
        if (!directive.find()) {
            return Optional.empty();
        }
        long age = headers.firstValue("Age")
                .map(String::strip)
                .filter(written -> SECONDS.matcher(written).matches())
                .map(Long::parseLong)
                .orElse(0L);
        return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(directive.group(1)) - age)));
    }

    private static CompletionException failed(String clause) {
        return new CompletionException(new KeySetUnavailable(clause));
    }

    private static KeySetUnavailable unavailable(Throwable e) {
        Throwable cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof KeySetUnavailable told ? told : new KeySetUnavailable("it does not answer");
    }
}
