package io.metagate.gateway.enforcement;

import io.metagate.gateway.enforcement.context.RequestContext;
import io.metagate.gateway.limit.QuotaStatus;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How an access ended, with all that was known of it there: what is written down of it, and what is answered.
 *
 * @param context the request
 * @param facts what its endpoint found out
 * @param response the answer, with what it discloses
 */
public record AccessOutcome(RequestContext context, AccessFacts facts, AccessResponse response) {

    /** That of a request whose endpoint has not begun to work. */
    static AccessOutcome early(RequestContext context, AccessResponse response) {
        return new AccessOutcome(context, new AccessFacts(context.id()), response);
    }

    /** The id of its audit record. */
    public UUID auditId() {
        return facts.auditId();
    }

    /** Where the principal stands with its quotas. */
    public List<QuotaStatus> limits() {
        return Stream.concat(context.limits().stream(), facts.probes().stream()).toList();
    }
}
