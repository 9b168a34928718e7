package io.metagate.gateway.change;

import io.metagate.gateway.access.QueryAuthorizer;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.DocumentValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The forms in which whoever changes a record may have seen it.
 *
 * @param inquiry the change and who asks for it
 * @param permit the decision about it, which its answer is made by
 */
record ShownValues(ChangeAuthorizer inquiry, Decision.Permit permit) {

    /** Whether the patch puts at a field, in place of its value, what is shown of it in one of these forms. */
    boolean comeBack(RawRecord before, RawRecord after, DocumentValue.Members patch) {
        return Stream.concat(
                        Stream.of(permit),
                        Stream.of(Action.READ, Action.SEARCH, Action.EXPORT).flatMap(this::seen))
                .anyMatch(seen -> seen.redactor().isEcho(before, after, patch));
    }

    private Stream<Decision.Permit> seen(Action action) {
        Query query = action == Action.READ
                ? Query.byId(inquiry.record().value(), Optional.empty())
                : new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());
        QueryAuthorizer asked = new QueryAuthorizer(inquiry.admitted(), action, inquiry.collection());
        return inquiry.admitted().policies().decide(asked.request(query)).fold(Stream::of, deny -> Stream.empty());
    }
}
