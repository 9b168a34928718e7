package io.metagate.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.enforcement.AuthenticatedRequest;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.request.CountRequest;
import io.metagate.gateway.store.query.CountGroup;
import io.metagate.gateway.store.query.RecordCounter;
import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts records, and tells no count so small that it speaks of few people. */
@ApplicationScoped
class CountService {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DisclosureCounts NOTHING = new DisclosureCounts(
            0,
            0,
            new DisclosureCounts.DataSubjects(0, 0),
            Collections.emptySortedMap(),
            new DisclosureCounts.Omitted(0, 0, 0, 0));

    private final RecordCounter counts;
    private final CostGuard costs;
    private final ProbeLimiter probes;

    CountService(RecordCounter counts, CostGuard costs, ProbeLimiter probes) {
        this.counts = counts;
        this.costs = costs;
        this.probes = probes;
    }

    AccessResponse count(AuthenticatedRequest admitted, String collection, CountRequest count) {
        QueryAuthorizer inquiry = new QueryAuthorizer(admitted, Action.COUNT, collection);
        return inquiry.answer(count.query(), count.filter(), permit -> costs.refusal(
                        permit, inquiry.request(count.query()), admitted.policies())
                .or(() -> probes.refusal(permit, admitted))
                .orElseGet(() -> count(permit, admitted, collection)));
    }

    private AccessResponse count(Decision.Permit permit, AuthenticatedRequest admitted, String collection) {
        Optional<Field> by = permit.query().by().flatMap(path -> field(admitted, collection, path));
        return by.isPresent()
                ? byValue(permit, admitted, collection, by.get())
                : altogether(permit, admitted, collection);
    }

    private AccessResponse altogether(Decision.Permit permit, AuthenticatedRequest admitted, String collection) {
        int smallest = permit.terms().minGroup();
        OptionalLong count =
                counts.total(permit.query(), people(admitted, collection, smallest), smallest, auditId(admitted));
        JsonNode told = count.isPresent()
                ? JSON.numberNode(count.getAsLong())
                : JSON.objectNode().put("lessThan", smallest);
        return answer(JSON.objectNode().set("count", told), NOTHING);
    }

    private AccessResponse byValue(Decision.Permit permit, AuthenticatedRequest admitted, String collection, Field by) {
        int smallest = permit.terms().minGroup();
        Optional<Collection> people = people(admitted, collection, smallest);
        List<CountGroup> groups = counts.groups(permit.query(), by, people, smallest, auditId(admitted));
        SmallGroupSuppression told = new SmallGroupSuppression(groups, by, smallest);
        Optional<ProblemCode> problem = told.problem();
        if (problem.isPresent()) {
            return AccessResponse.refused(problem.get());
        }
        return answer(JSON.objectNode().set("counts", told.json()), told.counts());
    }

    /**
     * The collection, if a group of its records is one of people. Where even one record is told, it does not matter
     * whose it is.
     */
    private static Optional<Collection> people(AuthenticatedRequest admitted, String collection, int smallest) {
        return admitted.policies()
                .catalogue()
                .collection(collection)
                .filter(known -> smallest > 1 && known.dataSubject().isPresent());
    }

    private static Optional<Field> field(AuthenticatedRequest admitted, String collection, FieldPath path) {
        return admitted.policies().catalogue().collection(collection).flatMap(known -> known.field(path));
    }

    private static AccessResponse answer(JsonNode body, DisclosureCounts counts) {
        return new AccessResponse.Document(body.toString(), MediaType.APPLICATION_JSON, Optional.of(counts));
    }

    private static String auditId(AuthenticatedRequest admitted) {
        return admitted.auditId().toString();
    }
}
