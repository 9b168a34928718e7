package io.metagate.gateway.request;

import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.util.Optional;

/**
 * A request to explain a decision, as its caller wrote it.
 *
 * @param collection the name of the collection, not yet known to exist
 * @param action what would be done
 * @param query which of its records
 * @param as for whom; the caller itself, where empty
 */
public record ExplainRequest(String collection, Action action, Query query, Optional<Principal> as) {}
