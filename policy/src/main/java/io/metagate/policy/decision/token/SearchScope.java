package io.metagate.policy.decision.token;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.compiled.TypedFilter;
import io.metagate.policy.decision.combination.RequiredRights;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.Detokenizer;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Predicate;
import java.util.Optional;
import java.util.Set;

/**
 * The records that a query is about.
 *
 * @param records the condition with typed values, within the row scopes of permits that grant all of it
 * @param probes how many values it looks up in fields that are not read in clear, or has to turn back
 */
public record SearchScope(Predicate records, int probes) {

    /** Those of a request; empty if a value cannot be one of its field's type. */
    public static Optional<SearchScope> of(
            AccessRequest request, RequiredRights uses, Collection collection, TokenScope scope, Detokenizer reader) {
        Predicate filter = request.query().filter();
        if (request.action() == Action.REVEAL) {
            // the store has nothing to do with it
            int tokens = filter.uses().mapToInt(FilterUse::values).sum();
            return Optional.of(new SearchScope(Predicate.none(), tokens));
        }
        int probes = uses.probes(scope.applying(), scope.granting());
        if (!request.action().filters() || !TokenPresence.holds(filter)) {
            return typed(filter, request, collection)
                    .map(typed ->
                            new SearchScope(Predicate.both(typed, ScopedPermit.scopeOf(scope.granting())), probes));
        }
        TokenLookup lookup = new TokenLookup(collection, scope, reader);
        // a count shows no tokens that would tell the same
        boolean shown = request.action() != Action.COUNT;
        return typed(lookup.read(filter), request, collection)
                .map(typed -> new SearchScope(
                        within(typed, scope, lookup.paths()), shown ? probes - lookup.opened() : probes));
    }

    /** A record that is asked for by its identifier is the same one in whatever type of number that is stored. */
    private static Optional<Predicate> typed(Predicate filter, AccessRequest request, Collection collection) {
        Optional<Predicate> typed = TypedFilter.of(filter, collection);
        return request.action().filters() ? typed.map(part -> TypeStrictFilter.of(part, collection)) : typed;
    }

    private static Predicate within(Predicate filter, TokenScope scope, Set<FieldPath> byToken) {
        Predicate within = Predicate.both(filter, ScopedPermit.scopeOf(scope.permits(byToken)));
        Predicate outside = scope.outside(byToken);
        return outside.equals(Predicate.none()) ? within : Predicate.both(within, new Predicate.Not(outside));
    }
}
