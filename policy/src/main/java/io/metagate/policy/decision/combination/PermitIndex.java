package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.RequestFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The permits by collection, purpose and action, so that a decision looks at those alone that could apply, however many
 * there are.
 */
public final class PermitIndex {

    private final List<CompiledPermit> permits;
    private final Map<Key, PrincipalIndex<CompiledPermit>> byKey = new HashMap<>();

    public PermitIndex(List<CompiledPermit> permits) {
        this.permits = permits.stream()
                .sorted(Comparator.comparing(CompiledPermit::name))
                .toList();
        Map<Key, List<CompiledPermit>> grouped = new HashMap<>();
        for (CompiledPermit permit : this.permits) {
            for (String purpose : permit.purposes()) {
                for (Action action : permit.actions()) {
                    Key key = new Key(permit.collection().name(), purpose, action);
                    grouped.computeIfAbsent(key, missing -> new ArrayList<>()).add(permit);
                }
            }
        }
        grouped.forEach((key, group) -> byKey.put(key, PrincipalIndex.ofGrants(group, CompiledPermit::principals)));
    }

    /**
     * The permits that are for such a request, their row scopes aside, in the order of their names, each as its
     * principal has it.
     */
    public List<ScopedPermit> applyingTo(AccessRequest request) {
        Principal principal = request.principal();
        RequestFacts facts = request.facts();
        PrincipalIndex<CompiledPermit> group =
                byKey.get(new Key(request.collection(), request.purpose(), request.action()));
        if (group == null) {
            return List.of();
        }
        List<ScopedPermit> applying = new ArrayList<>();
        for (CompiledPermit permit : group.selecting(principal)) {
            if (permit.holdsFor(principal, facts)) {
                ScopedPermit.resolve(permit, principal).ifPresent(applying::add);
            }
        }
        return applying;
    }

    /** All permits for the principal and the purpose, their conditions aside. */
    public Stream<CompiledPermit> applyingTo(Principal principal, String purpose) {
        return permits.stream()
                .filter(permit -> permit.isFor(principal, purpose))
                .filter(permit -> ScopedPermit.resolve(permit, principal).isPresent());
    }

    private record Key(String collection, String purpose, Action action) {}
}
