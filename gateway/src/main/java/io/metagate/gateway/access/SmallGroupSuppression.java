package io.metagate.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.query.CountGroup;
import io.metagate.gateway.store.query.RecordCounter;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.redaction.bson.ExtendedJson;
import io.metagate.policy.redaction.write.DisclosureCounts;
import io.metagate.policy.request.value.ScalarValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may be told of a count by a field. INVARIANT: groups below the smallest one change nothing of it (P2): that
 * there is a group tells a value of somebody, and a refusal would tell that there is somebody.
 *
 * @param groups as the store counted them
 * @param by the field of their values
 * @param smallest how many records a group has that is told
 */
record SmallGroupSuppression(List<CountGroup> groups, Field by, int smallest) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    SmallGroupSuppression {
        groups = List.copyOf(groups);
    }

    /** Why the count is refused as a whole; empty if it is not. */
    Optional<ProblemCode> problem() {
        long several = groups.stream()
                .filter(CountGroup::several)
                .mapToLong(CountGroup::count)
                .sum();
        if (several >= smallest) {
            return Optional.of(ProblemCode.COUNT_NOT_SCALAR);
        }
        return large().size() > RecordCounter.MAX_GROUPS
                ? Optional.of(ProblemCode.COUNT_TOO_MANY_GROUPS)
                : Optional.empty();
    }

    /** The groups that are told, in their order. */
    JsonNode json() {
        ArrayNode told = JSON.arrayNode();
        for (CountGroup group : large()) {
            declared(group).ifPresent(value -> told.addObject()
                    .putRawValue("value", new RawValue(ExtendedJson.textOf(value)))
                    .put("count", group.count()));
        }
        return told;
    }

    /**
     * The values themselves are disclosed too: as they are, since a field is counted by only where it is read in clear.
     */
    DisclosureCounts counts() {
        List<CountGroup> large = large();
        long told = large.stream().filter(group -> declared(group).isPresent()).count();
        return new DisclosureCounts(
                0,
                0,
                new DisclosureCounts.DataSubjects(0, 0),
                new TreeMap<>(Map.of(new DisclosureCounts.Release(by.classification(), "clear"), told)),
                new DisclosureCounts.Omitted(0, groups.size() - large.size(), large.size() - told, 0));
    }

    private List<CountGroup> large() {
        return groups.stream().filter(group -> group.count() >= smallest).toList();
    }

    /**
     * Its value, an integer among doubles as one of them; empty if it is of another type than the declared one, as
     * nobody classified that (P1).
     */
    private Optional<ScalarValue> declared(CountGroup group) {
        return group.value().flatMap(value -> value.as(by.type()));
    }
}
