package io.metagate.policy.model;

import io.metagate.policy.catalogue.Purpose;
import io.metagate.policy.model.limit.Limit;
import io.metagate.policy.source.LocatedElement;
import java.util.List;

/** All that a folder of policy files says. */
public record PolicyBundle(
        List<LocatedElement<Purpose>> purposes,
        List<CollectionEntry> collections,
        List<Policy> policies,
        List<Restriction> restrictions,
        List<Limit> limits,
        List<PolicyTest> tests) {

    public PolicyBundle {
        purposes = List.copyOf(purposes);
        collections = List.copyOf(collections);
        policies = List.copyOf(policies);
        restrictions = List.copyOf(restrictions);
        limits = List.copyOf(limits);
        tests = List.copyOf(tests);
    }
}
