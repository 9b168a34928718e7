package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.Admitted;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.gateway.enforcement.Trail;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Query;

/**
 * The question whether a request may do something with the records of a collection.
 *
 * @param admitted the request
 * @param action what it would do
 * @param collection the name of the collection, not yet known to exist
 */
public record Inquiry(Admitted admitted, Action action, String collection) {

    /** What the policies say of the query. The question and the answer are noted for the audit record. */
    Decision decide(Query query) {
        return decide(query, admitted.trail());
    }

    /** The same for a part of the request that has an audit record of its own. */
    Decision decide(Query query, Trail trail) {
        admitted.policies().catalogue().collection(collection).ifPresent(known -> {
            trail.aims(known.name());
            trail.asks(new QueryShapes(known).of(action, query));
        });
        Decision decision = admitted.policies().decide(request(query));
        trail.decided(decision);
        return decision;
    }

    /** The query as a request to the policies. */
    public AccessRequest request(Query query) {
        return new AccessRequest(admitted.principal(), admitted.purpose(), action, collection, query, admitted.at());
    }

    /** The answer where the policies deny it. */
    Answer refused(Decision.Deny deny) {
        return Answer.refused(
                switch (deny.reason()) {
                    case NO_PERMIT, RECORD_OUT_OF_SCOPE -> ProblemCode.ACCESS_DENIED;
                    case FIELD_NOT_PERMITTED -> ProblemCode.FIELD_NOT_PERMITTED;
                    // An identifier that cannot be one of this collection's is that of no record.
                    case VALUE_OF_WRONG_TYPE ->
                        action == Action.READ ? ProblemCode.RECORD_NOT_FOUND : ProblemCode.FILTER_WRONG_TYPE;
                });
    }
}
