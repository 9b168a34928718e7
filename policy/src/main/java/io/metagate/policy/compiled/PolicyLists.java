package io.metagate.policy.compiled;

import java.util.List;

/** Compiled policies of one mode: one permit, and one restrict, for each policy and collection that it covers. */
public record PolicyLists(List<CompiledPermit> permits, List<CompiledRestriction> restrictions) {

    public PolicyLists {
        permits = List.copyOf(permits);
        restrictions = List.copyOf(restrictions);
    }
}
