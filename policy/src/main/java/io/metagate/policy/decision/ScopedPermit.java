package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Principal;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A permit with its row scope resolved for one principal.
 *
 * @param permit the permit
 * @param scope the records that it covers for the principal
 */
record ScopedPermit(CompiledPermit permit, Predicate scope) {

    /** The same scopes with these permits, each in the place of the one of its name. */
    static List<ScopedPermit> with(List<CompiledPermit> permits, List<ScopedPermit> scoped) {
        return IntStream.range(0, permits.size())
                .mapToObj(i -> new ScopedPermit(permits.get(i), scoped.get(i).scope()))
                .toList();
    }

    /** Fills in the principal's claims; empty where a claim is missing or is of another type than its field, as the permit then does not apply. */
    static Optional<ScopedPermit> resolve(CompiledPermit permit, Principal principal) {
        if (permit.rows().isEmpty()) {
            return Optional.of(new ScopedPermit(permit, Predicate.all()));
        }
        return resolve(permit.rows().get(), permit.collection(), principal)
                .map(scope -> new ScopedPermit(permit, scope));
    }

    private static Optional<Predicate> resolve(RowTemplate rows, Collection collection, Principal principal) {
        if (rows instanceof RowTemplate.All all) {
            List<Predicate> parts = new ArrayList<>();
            for (RowTemplate part : all.parts()) {
                Optional<Predicate> resolved = resolve(part, collection, principal);
                if (resolved.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(resolved.get());
            }
            return Optional.of(new Predicate.And(parts));
        }
        return resolveAnyOf((RowTemplate.AnyOf) rows, collection, principal);
    }

    private static Optional<Predicate> resolveAnyOf(
            RowTemplate.AnyOf rows, Collection collection, Principal principal) {
        List<Value> values = rows.operands().stream()
                .flatMap(operand -> valuesOf(operand, principal))
                .distinct()
                .toList();
        List<Value> typed = collection.field(rows.path()).stream()
                .flatMap(field -> values.stream().flatMap(value -> value.as(field.type()).stream()))
                .toList();
        if (typed.isEmpty() || typed.size() != values.size() || missesClaim(rows, principal)) {
            return Optional.empty();
        }
        return Optional.of(
                typed.size() == 1
                        ? new Predicate.Compare(rows.path(), Predicate.Relation.EQUAL, typed.get(0))
                        : new Predicate.In(rows.path(), typed));
    }

    private static boolean missesClaim(RowTemplate.AnyOf rows, Principal principal) {
        return rows.operands().stream()
                .anyMatch(operand -> valuesOf(operand, principal).findAny().isEmpty());
    }

    private static Stream<Value> valuesOf(RowTemplate.Operand operand, Principal principal) {
        if (operand instanceof RowTemplate.Operand.Claim claim) {
            // A null never widens a scope to the records that lack the field.
            List<Value> values = principal.claim(claim.name());
            return values.stream().anyMatch(Value.Null.class::isInstance) ? Stream.empty() : values.stream();
        }
        return Stream.of(((RowTemplate.Operand.Literal) operand).value());
    }
}
