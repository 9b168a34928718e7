package io.metagate.gateway.enforcement;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads what the request at hand says of itself. */
@ApplicationScoped
public class RequestMetadataReader {

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    RequestMetadataReader(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** The request at hand, whose action is the given one. */
    public RequestMetadata of(String action) {
        MultiMap headers = request.getCurrent().request().headers();
        return RequestMetadata.of(identity, action, headers::getAll);
    }
}
