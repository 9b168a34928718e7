package io.metagate.policy.model;

import io.metagate.policy.model.selector.FieldSelector;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.source.SourcePosition;

/**
 * What a permit says of some fields. Nothing is implied by {@code read}: each use is granted by itself.
 *
 * @param at where it stands
 * @param selector which fields
 * @param read how their values leave
 * @param uses what a query may use them for
 * @param write whether their values may be written
 */
public record FieldRule(SourcePosition at, FieldSelector selector, Transform read, FieldUses uses, WriteRight write)
        implements SelectingRule {}
