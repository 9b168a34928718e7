package io.metagate.policy.model;

import io.metagate.policy.catalogue.Purpose;
import java.util.List;

/** All that a folder of policy files says. */
public record Bundle(
        List<Located<Purpose>> purposes, List<CollectionEntry> collections, List<Policy> policies, List<Limit> limits) {

    public Bundle {
        purposes = List.copyOf(purposes);
        collections = List.copyOf(collections);
        policies = List.copyOf(policies);
        limits = List.copyOf(limits);
    }
}
