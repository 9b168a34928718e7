package io.metagate.policy.model;

import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which principals something is for: any within a list, all across the lists.
 *
 * @param roles the principal has one of these; any principal, where empty
 * @param clients the principal's client is one of these; any, where empty
 * @param claims for each name, the principal's claim holds one of these values
 */
public record PrincipalSelector(Set<String> roles, Set<String> clients, Map<String, List<Value>> claims) {

    public PrincipalSelector {
        roles = Set.copyOf(roles);
        clients = Set.copyOf(clients);
        claims = Map.copyOf(claims);
        if (roles.isEmpty() && clients.isEmpty() && claims.isEmpty()) {
            throw new IllegalArgumentException("at least one of roles, clients and claims is needed");
        }
    }

    /** Whether the principal is one of those selected. */
    public boolean selects(Principal principal) {
        return (roles.isEmpty() || !Collections.disjoint(roles, principal.roles()))
                && (clients.isEmpty() || clients.contains(principal.client()))
                && hasClaims(principal);
    }

    private boolean hasClaims(Principal principal) {
        for (Map.Entry<String, List<Value>> claim : claims.entrySet()) {
            if (Collections.disjoint(claim.getValue(), principal.claim(claim.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
