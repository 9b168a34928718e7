package io.metagate.gateway.enforcement.context;

import io.metagate.policy.request.Action;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads what the request at hand says of itself. */
@ApplicationScoped
public class RequestMetadataReader {

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    public RequestMetadataReader(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** The request at hand, about whose action policies decide. */
    public RequestMetadata of(Action action) {
        return of(AccessAction.of(action));
    }

    /** The request at hand, whose action is the given one. */
    public RequestMetadata of(AccessAction action) {
        MultiMap headers = request.getCurrent().request().headers();
        return RequestMetadata.of(identity, action, headers::getAll);
    }
}
