package io.metagate.policy.model;

import io.metagate.policy.redaction.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.Set;

/**
 * What a permit says of some fields. Nothing is implied by {@code read}: each use is granted by itself.
 *
 * @param at where it stands
 * @param selector which fields
 * @param read how their values leave
 * @param filter the ways in which a filter may use them
 * @param sort whether a sort may use them
 */
public record FieldRule(
        SourcePosition at, FieldSelector selector, Transform read, Set<FilterKind> filter, boolean sort) {

    public FieldRule {
        filter = Set.copyOf(filter);
    }
}
