package io.metagate.demo.issuer;

import java.util.Set;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import okhttp3.Headers;

/**
 * Answers 404 to all but the three requests that the demo has uses for, in their one spelling. The library serves any
 * path as an issuer of that name, makes a key for it, and grants what is asked there.
 */
final class PermittedRoutes implements Route {

    private static final int NOT_FOUND = 404;
    private static final Set<String> PERMITTED = Set.of(
            "GET /" + TokenIssuer.NAME + "/.well-known/openid-configuration",
            "GET /" + TokenIssuer.NAME + "/jwks",
            "POST /" + TokenIssuer.NAME + "/token");

    @Override
    public boolean match(OAuth2HttpRequest request) {
        return !PERMITTED.contains(request.getMethod() + " " + target(request));
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        return new OAuth2HttpResponse(Headers.of(), NOT_FOUND, "", new byte[0]);
    }

    private static String target(OAuth2HttpRequest request) {
        String query = request.getOriginalUrl().encodedQuery();
        return request.getOriginalUrl().encodedPath() + (query == null ? "" : "?" + query);
    }
}
