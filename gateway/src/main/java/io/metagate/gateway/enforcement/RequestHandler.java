package io.metagate.gateway.enforcement;

/** What one endpoint does between the request limit and the audit log. */
@FunctionalInterface
public interface RequestHandler {

    /** Makes the answer to an admitted request. */
    AccessResponse answer(AuthenticatedRequest request);
}
