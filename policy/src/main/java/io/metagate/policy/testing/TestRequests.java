package io.metagate.policy.testing;

import io.metagate.policy.model.PolicyTest;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The requests that a test is about. */
record TestRequests(PolicyTest test) {

    /** The request for the given record. */
    AccessRequest whole() {
        return request(test.action(), new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty()));
    }

    /**
     * The request with that query; a record that is read by its identifier is neither filtered nor sorted nor counted,
     * so that such a query is a search or a count.
     */
    AccessRequest of(Query query) {
        return request(action(query), query);
    }

    private Action action(Query query) {
        if (query.by().isPresent()) {
            return Action.COUNT;
        }
        boolean searches =
                !query.sort().isEmpty() || query.filter().uses().findAny().isPresent();
        return test.action() == Action.READ && searches ? Action.SEARCH : test.action();
    }

    /** All of them. */
    List<AccessRequest> all() {
        return Stream.concat(
                        Stream.of(whole()),
                        Stream.concat(test.expect().refused().stream(), test.expect().allowed().stream())
                                .map(tested -> of(tested.query())))
                .toList();
    }

    private AccessRequest request(Action action, Query query) {
        return new AccessRequest(
                test.as(),
                test.purpose().value(),
                action,
                test.given().collection().value(),
                query,
                test.at().orElse(Instant.EPOCH));
    }
}
