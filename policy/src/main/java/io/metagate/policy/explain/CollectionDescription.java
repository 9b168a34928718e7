package io.metagate.policy.explain;

import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.json.JsonValue;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Query;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A collection as a principal may use it for a purpose: for each of its actions the fields that leave, and what may be
 * done with them. INVARIANT: says nothing that the principal could not find out by using it (P2).
 */
public final class CollectionDescription {

    private static final Query NOTHING_ASKED =
            new Query(Predicate.all(), Optional.empty(), List.of(), 1, Optional.empty());

    private CollectionDescription() {}

    /** The description as JSON; empty for a collection that is not there or out of reach. */
    public static Optional<JsonValue> of(
            PolicySet policies, Principal principal, String purpose, String collection, Instant at) {
        return policies.visibleTo(principal, purpose, at).stream()
                .filter(visible -> visible.name().equals(collection))
                .findFirst()
                .map(visible -> collection(
                        visible,
                        action -> DecisionExplanation.of(
                                policies,
                                new AccessRequest(principal, purpose, action, collection, NOTHING_ASKED, at))));
    }

    private static JsonValue collection(
            PolicySet.VisibleCollection visible, Function<Action, DecisionExplanation> explaining) {
        List<JsonValue> actions = visible.actions().stream()
                .map(action -> action(action, explaining.apply(action)))
                .toList();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", new JsonValue.Text(visible.name()));
        members.put("actions", new JsonValue.Items(actions));
        return new JsonValue.Members(members);
    }

    private static JsonValue action(Action action, DecisionExplanation explanation) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("action", new JsonValue.Text(action.wireName()));
        members.put("fields", FieldList.of(explanation.fields()));
        return new JsonValue.Members(members);
    }
}
