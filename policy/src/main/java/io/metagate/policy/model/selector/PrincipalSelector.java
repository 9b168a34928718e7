package io.metagate.policy.model.selector;

import io.metagate.policy.request.Claim;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.value.ScalarValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which principals something is for: any within a list, all across the lists.
 *
 * @param roles the principal has one of these; any principal, where empty
 * @param clients the principal's client is one of these; any, where empty
 * @param claims for each name, the principal's claim holds one of these values, which are in their canonical form
 */
public record PrincipalSelector(Set<String> roles, Set<String> clients, Map<String, List<ScalarValue>> claims) {

    public PrincipalSelector {
        roles = Set.copyOf(roles);
        clients = Set.copyOf(clients);
        claims = claims.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, claim -> claim.getValue().stream()
                        .map(ScalarValue::canonical)
                        .distinct()
                        .toList()));
        if (roles.isEmpty() && clients.isEmpty() && claims.isEmpty()) {
            throw new IllegalArgumentException("at least one of roles, clients and claims is needed");
        }
    }

    /** Whether the principal is one of those selected, without doubt: what grants asks this. */
    public boolean surelySelects(Principal principal) {
        return match(principal) == PrincipalMatch.MATCH;
    }

    /**
     * Whether the principal may be one of those selected. INVARIANT: what restricts or limits asks this, and so applies
     * in doubt (P6).
     */
    public boolean maySelect(Principal principal) {
        return match(principal) != PrincipalMatch.NO_MATCH;
    }

    private PrincipalMatch match(Principal principal) {
        boolean named = (roles.isEmpty() || !Collections.disjoint(roles, principal.roles()))
                && (clients.isEmpty() || clients.contains(principal.client()));
        PrincipalMatch match = named ? PrincipalMatch.MATCH : PrincipalMatch.NO_MATCH;
        for (Map.Entry<String, List<ScalarValue>> claim : claims.entrySet()) {
            Optional<Claim> held = Optional.ofNullable(principal.claims().get(claim.getKey()));
            match = match.and(new ClaimSelector(claim.getValue()).match(held));
        }
        return match;
    }
}
