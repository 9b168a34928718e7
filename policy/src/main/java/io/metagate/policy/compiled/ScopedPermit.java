package io.metagate.policy.compiled;

import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A permit with its row scope resolved for one principal.
 *
 * @param permit the permit
 * @param scope the records that it covers for the principal
 */
public record ScopedPermit(CompiledPermit permit, Predicate scope) {

    /** The same scopes with these permits, each in the place of the one of its name. */
    public static List<ScopedPermit> with(List<CompiledPermit> permits, List<ScopedPermit> scoped) {
        List<ScopedPermit> with = new ArrayList<>(permits.size());
        for (int n = 0; n < permits.size(); n++) {
            with.add(new ScopedPermit(permits.get(n), scoped.get(n).scope()));
        }
        return with;
    }

    /**
     * Fills in the principal's claims; empty where a claim is missing or is of another type than its field, as the
     * permit then does not apply.
     */
    public static Optional<ScopedPermit> resolve(CompiledPermit permit, Principal principal) {
        if (permit.rows().isEmpty()) {
            return Optional.of(new ScopedPermit(permit, Predicate.all()));
        }
        return new RowFilterResolver(principal)
                .of(permit.rows().get(), permit.collection())
                .map(scope -> new ScopedPermit(permit, scope));
    }

    /** The records that any of the permits covers. */
    public static Predicate scopeOf(List<ScopedPermit> granting) {
        Set<Predicate> scopes = new LinkedHashSet<>();
        for (ScopedPermit permit : granting) {
            if (permit.scope().isAll()) {
                return Predicate.all();
            }
            scopes.add(permit.scope());
        }
        return scopes.size() == 1 ? scopes.iterator().next() : new Predicate.Or(List.copyOf(scopes));
    }
}
