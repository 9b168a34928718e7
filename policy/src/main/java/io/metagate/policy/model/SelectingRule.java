package io.metagate.policy.model;

import io.metagate.policy.model.selector.FieldSelector;
import io.metagate.policy.source.SourcePosition;

/** A rule of a policy for the fields that it selects; of several in a policy, the first that selects a field counts. */
public sealed interface SelectingRule permits FieldRule, Restriction.Cap {

    /** Where it stands. */
    SourcePosition at();

    /** Which fields it is for. */
    FieldSelector selector();
}
