package io.metagate.policy.decision;

import io.metagate.policy.request.Action;
import java.util.List;

/** A collection that a principal may use for a purpose, and what it may do there, in the order of {@link Action}. */
public record VisibleCollection(String name, List<Action> actions) {

    public VisibleCollection {
        actions = List.copyOf(actions);
    }
}
