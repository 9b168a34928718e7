package io.metagate.gateway.change;

import io.metagate.gateway.access.QueryAuthorizer;
import io.metagate.gateway.access.RecordRepresentations;
import io.metagate.gateway.request.header.EntityTagList;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Query;
import java.util.Optional;

/**
 * Which form of a record a change is for (RFC 9110 section 13.1.1).
 *
 * @param views what somebody sees of a record
 * @param inquiry the change and who asks for it
 * @param permit the decision about it
 */
record WritePreconditions(RecordRepresentations views, ChangeAuthorizer inquiry, Decision.Permit permit) {

    /**
     * Whether one of the named forms is that of the record: as the decision about the change releases it, or as a read
     * would.
     */
    boolean areMet(EntityTagList named, RawRecord record) {
        return named.any() || isNamed(named, Optional.of(permit), record) || isNamed(named, reading(), record);
    }

    private boolean isNamed(EntityTagList named, Optional<Decision.Permit> seen, RawRecord record) {
        return seen.flatMap(decision -> views.tag(inquiry.admitted(), decision, inquiry.record(), record))
                .filter(named::namesExactly)
                .isPresent();
    }

    private Optional<Decision.Permit> reading() {
        QueryAuthorizer read = new QueryAuthorizer(inquiry.admitted(), Action.READ, inquiry.collection());
        Query byId = Query.byId(inquiry.record().value(), Optional.empty());
        return inquiry.admitted().policies().decide(read.request(byId)).fold(Optional::of, deny -> Optional.empty());
    }
}
