package io.metagate.demo.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.bson.Document;

/**
 * Asks an issuer for tokens, as a backend service does.
 *
 * @param issuer the issuer's identifier
 * @param key what the personas' secrets are made from
 */
public record TokenClient(URI issuer, SigningKey key) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    /** A fresh bearer token of that persona. */
    public String token(Persona persona) {
        return token(persona.clientId(), key.secret(persona))
                .orElseThrow(() -> new IllegalStateException("the issuer refused a token for " + persona.clientId()));
    }

    /** A fresh bearer token for those client credentials; empty if the issuer refuses them. */
    public Optional<String> token(String clientId, String secret) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic(clientId, secret))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        HttpResponse<String> response = send(request);
        return response.statusCode() == OK
                ? Optional.of(Document.parse(response.body()).getString("access_token"))
                : Optional.empty();
    }

    private static String basic(String clientId, String secret) {
        return Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the issuer does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for a token", e);
        }
    }
}
