package io.metagate.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metagate.gateway.enforcement.Admitted;
import io.metagate.gateway.enforcement.Answer;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.Group;
import io.metagate.gateway.store.RecordCounts;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Tally;
import io.metagate.policy.request.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts records, and tells no count so small that it speaks of few people. */
@ApplicationScoped
class CountAccess {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final RecordCounts counts;
    private final CostGuard costs;
    private final ProbeLimiter probes;

    CountAccess(RecordCounts counts, CostGuard costs, ProbeLimiter probes) {
        this.counts = counts;
        this.costs = costs;
        this.probes = probes;
    }

    Answer count(Admitted admitted, String collection, CountRequest count) {
        Inquiry inquiry = new Inquiry(admitted, Action.COUNT, collection);
        Decision decision = inquiry.decide(count.query());
        if (!(decision instanceof Decision.Permit permit)) {
            return inquiry.refused((Decision.Deny) decision);
        }
        return costs.refusal(permit, inquiry.request(count.query()), admitted.policies())
                .or(() -> probes.refusal(permit, admitted))
                .orElseGet(() -> count(permit, admitted, collection));
    }

    private Answer count(Decision.Permit permit, Admitted admitted, String collection) {
        Optional<Field> by = permit.query().by().flatMap(path -> field(admitted, collection, path));
        return by.isPresent() ? byValue(permit, admitted, by.get()) : altogether(permit, admitted);
    }

    private Answer altogether(Decision.Permit permit, Admitted admitted) {
        long count = counts.total(permit.query(), auditId(admitted));
        admitted.trail().discloses(tally(Collections.emptySortedMap(), 0));
        return answer(JSON.objectNode().set("count", told(count, permit)));
    }

    private Answer byValue(Decision.Permit permit, Admitted admitted, Field by) {
        List<Group> groups = counts.groups(permit.query(), by, auditId(admitted));
        if (groups.stream().anyMatch(Group::several)) {
            return Answer.refused(ProblemCode.COUNT_NOT_SCALAR);
        }
        if (groups.size() > RecordCounts.MAX_GROUPS) {
            return Answer.refused(ProblemCode.COUNT_TOO_MANY_GROUPS);
        }
        admitted.trail().discloses(values(groups, by));
        ArrayNode told = JSON.arrayNode();
        for (Group group : groups) {
            // an integer among doubles is told as one of them
            group.value().flatMap(value -> value.as(by.type())).ifPresent(value -> told.addObject()
                    .<ObjectNode>set("value", ValueForm.of(value))
                    .set("count", told(group.count(), permit)));
        }
        return answer(JSON.objectNode().set("counts", told));
    }

    /** The values themselves are disclosed too: as they are, since a field is counted by only where it is read in clear. */
    private static Tally values(List<Group> groups, Field by) {
        long declared = groups.stream()
                .filter(group ->
                        group.value().flatMap(value -> value.as(by.type())).isPresent())
                .count();
        return tally(
                new TreeMap<>(Map.of(new Tally.Release(by.classification(), "clear"), declared)),
                groups.size() - declared);
    }

    private static Tally tally(SortedMap<Tally.Release, Long> released, long drifted) {
        return new Tally(0, 0, new Tally.DataSubjects(0, 0), released, new Tally.Omitted(0, 0, drifted, 0));
    }

    private static JsonNode told(long count, Decision.Permit permit) {
        int smallest = permit.terms().minGroup();
        return count < smallest ? JSON.objectNode().put("lessThan", smallest) : JSON.numberNode(count);
    }

    private static Optional<Field> field(Admitted admitted, String collection, FieldPath path) {
        return admitted.policies().catalogue().collection(collection).flatMap(known -> known.field(path));
    }

    private static Answer answer(JsonNode body) {
        return new Answer.Document(body.toString(), MediaType.APPLICATION_JSON);
    }

    private static String auditId(Admitted admitted) {
        return admitted.trail().auditId().toString();
    }
}
