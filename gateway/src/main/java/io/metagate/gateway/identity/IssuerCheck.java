package io.metagate.gateway.identity;

import io.metagate.gateway.readiness.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Whether the issuer can be reached, so that tokens can be verified. */
@ApplicationScoped
class IssuerCheck implements StartCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final OidcConfig config;

    IssuerCheck(OidcConfig config) {
        this.config = config;
    }

    @Override
    public List<String> problems() {
        URI discovery =
                URI.create(config.issuer().toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(discovery).timeout(TIMEOUT).build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? List.of() : List.of("metagate.oidc.issuer: " + discovery + " answers " + status);
        } catch (IOException e) {
            return List.of("metagate.oidc.issuer: " + discovery + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("metagate.oidc.issuer: interrupted while asking " + discovery);
        }
    }
}
