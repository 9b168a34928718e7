package io.metagate.policy.model;

import io.metagate.policy.source.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * What a policy test expects.
 *
 * @param at where it stands
 * @param read what is released of the given record: its members, or null for nothing
 * @param denied whether the access is denied altogether
 * @param refused queries that are refused for a field that they use
 * @param allowed queries that are permitted
 */
public record TestExpectation(
        SourcePosition at,
        Optional<YamlValue> read,
        boolean denied,
        List<TestedQuery> refused,
        List<TestedQuery> allowed) {

    public TestExpectation {
        refused = List.copyOf(refused);
        allowed = List.copyOf(allowed);
    }
}
