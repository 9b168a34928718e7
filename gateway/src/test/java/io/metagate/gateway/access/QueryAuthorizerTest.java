package io.metagate.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.audit.AccessDecision;
import io.metagate.audit.AuditRecord;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.enforcement.AuthenticatedRequests;
import io.metagate.gateway.fixture.ThingsPolicies;
import io.metagate.gateway.problem.InvalidPart;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.filter.LocatedFilter;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryAuthorizerTest {

    @Test
    void recordsTheQuestionAndThatItIsPermitted() {
        AuditRecord recorded =
                recorded(ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, SearchPolicies.equal("text", "canary"));

        assertThat(recorded.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(recorded.request().query().filter()).contains("{text:{$eq:?}}");
        assertThat(recorded.decision().decision()).contains(AccessDecision.Decision.PERMIT);
        assertThat(recorded.decision().rules()).containsExactly("seekers");
    }

    @Test
    void recordsTheQuestionAndThatItIsDenied() {
        AuditRecord recorded =
                recorded(ThingsPolicies.PURPOSE, ThingsPolicies.COLLECTION, SearchPolicies.equal("secret", "canary"));

        assertThat(recorded.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(recorded.request().query().filter()).contains("{secret:{$eq:?}}");
        assertThat(recorded.decision().decision()).contains(AccessDecision.Decision.DENY);
        assertThat(recorded.decision().rules()).isEmpty();
    }

    /** A name that nobody listed can be anything. */
    @Test
    void recordsNoNameThatTheCatalogueDoesNotList() {
        AuditRecord recorded = recorded(ThingsPolicies.PURPOSE, "canary", SearchPolicies.equal("canary", "canary"));

        assertThat(recorded.request().collection()).isEmpty();
        assertThat(recorded.request().query().filter()).isEmpty();
        assertThat(recorded.decision().decision()).contains(AccessDecision.Decision.DENY);
    }

    @Test
    void recordsWhatAPartOfTheRequestAsksInThePartsOwnRecord() {
        AuthenticatedRequest whole = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, Action.EXPORT);
        AuthenticatedRequest part = whole.continued(AuthenticatedRequests.id());

        new QueryAuthorizer(part, Action.EXPORT, ThingsPolicies.COLLECTION)
                .decide(query(SearchPolicies.equal("text", "canary")));

        AuditRecord ofPart = AuthenticatedRequests.recorded(part, new AccessResponse.Done());
        assertThat(ofPart.request().collection()).contains(ThingsPolicies.COLLECTION);
        assertThat(ofPart.request().query().filter()).isPresent();
        assertThat(ofPart.decision().rules()).containsExactly("seekers");
        AuditRecord ofWhole = AuthenticatedRequests.recorded(whole, new AccessResponse.Done());
        assertThat(ofWhole.request().collection()).isEmpty();
        assertThat(ofWhole.decision().decision()).isEmpty();
    }

    /** An identifier of another type is that of no record; a filter's value of another type is a mistake. */
    @Test
    void saysOfAValueOfAnotherTypeWhatItMeansForTheAction() {
        ScalarValue wrong = new ScalarValue.Int(7);
        assertThat(refused(Action.READ, Query.byId(wrong, Optional.empty())))
                .isEqualTo(AccessResponse.refused(ProblemCode.RECORD_NOT_FOUND));
        Predicate filter = new Predicate.Compare(FieldPath.of("text"), Predicate.Relation.EQUAL, wrong);
        assertThat(refused(Action.SEARCH, query(filter)))
                .isEqualTo(AccessResponse.invalid(ProblemCode.FILTER_WRONG_TYPE, InvalidPart.NONE));
    }

    private static AccessResponse refused(Action action, Query query) {
        AuthenticatedRequest admitted = SearchPolicies.by("alice", ThingsPolicies.PURPOSE, action);
        QueryAuthorizer inquiry = new QueryAuthorizer(admitted, action, ThingsPolicies.COLLECTION);
        return inquiry.refused((Decision.Deny) inquiry.decide(query), LocatedFilter.ALL);
    }

    private static AuditRecord recorded(String purpose, String collection, Predicate filter) {
        AuthenticatedRequest admitted = SearchPolicies.by("alice", purpose, Action.SEARCH);
        new QueryAuthorizer(admitted, Action.SEARCH, collection).decide(query(filter));
        return AuthenticatedRequests.recorded(admitted, AccessResponse.refused(ProblemCode.ACCESS_DENIED));
    }

    private static Query query(Predicate filter) {
        return new Query(filter, Optional.empty(), List.of(), 10, Optional.empty());
    }
}
