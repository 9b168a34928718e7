package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Query;
import java.util.function.Function;

/**
 * The question whether a request may do something with the records of a collection.
 *
 * @param admitted the request
 * @param action what it would do
 * @param collection the name of the collection, not yet known to exist
 */
public record QueryAuthorizer(AuthenticatedRequest admitted, Action action, String collection) {

    /**
     * What is done with a query if the policies permit it.
     *
     * @param filter the query's filter, as its caller wrote it
     */
    AccessResponse answer(Query query, LocatedFilter filter, Function<Decision.Permit, AccessResponse> work) {
        return decide(query).<AccessResponse>fold(work, deny -> refused(deny, filter));
    }

    /** What the policies say of the query. The question and the answer are noted for the audit record. */
    Decision decide(Query query) {
        admitted.policies()
                .catalogue()
                .collection(collection)
                .ifPresent(known -> admitted.learn(facts ->
                        facts.withCollection(known.name()).withQuery(new QueryShapes(known).of(action, query))));
        Decision decision = admitted.policies().decide(request(query));
        admitted.learn(facts -> facts.withDecision(decision));
        return decision;
    }

    /** The query as a request to the policies. */
    public AccessRequest request(Query query) {
        return new AccessRequest(admitted.principal(), admitted.purpose(), action, collection, query, admitted.at());
    }

    /**
     * The answer where the policies deny it.
     *
     * @param filter the query's filter, as its caller wrote it
     */
    AccessResponse refused(Decision.Deny deny, LocatedFilter filter) {
        return switch (deny.reason()) {
            case NO_PERMIT, RECORD_OUT_OF_SCOPE -> AccessResponse.refused(ProblemCode.ACCESS_DENIED);
            case FIELD_NOT_PERMITTED -> AccessResponse.refused(ProblemCode.FIELD_NOT_PERMITTED);
            // An identifier that cannot be one of this collection's is that of no record.
            case VALUE_OF_WRONG_TYPE ->
                action == Action.READ ? AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND) : mistyped(filter);
        };
    }

    /** INVARIANT: types come after rights, so that they tell nothing of a field that may not be used (P2). */
    private AccessResponse mistyped(LocatedFilter filter) {
        InvalidPart part = admitted.policies()
                .catalogue()
                .collection(collection)
                .map(filter::mistyped)
                .orElse(InvalidPart.NONE);
        return AccessResponse.invalid(ProblemCode.FILTER_WRONG_TYPE, part);
    }
}
