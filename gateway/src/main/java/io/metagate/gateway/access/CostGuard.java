package io.metagate.gateway.access;

import io.metagate.gateway.enforcement.AccessResponse;
import io.metagate.gateway.problem.ProblemCode;
import io.metagate.gateway.store.StoreUnavailable;
import io.metagate.policy.decision.Decision;
import io.metagate.policy.decision.DenyReason;
import io.metagate.policy.decision.PolicySet;
import io.metagate.policy.decision.token.TypeStrictFilter;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import io.metagate.policy.request.value.ScalarValue;
import io.metagate.store.index.CollectionIndexes;
import io.metagate.store.index.IndexSource;
import io.metagate.store.index.TotalOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses permitted queries for which the store would read every record. INVARIANT: looks at what the principal wrote
 * and is permitted, not at the row scopes, and names no field but those that the principal may use so (P2).
 */
@ApplicationScoped
class CostGuard {

    private static final Set<Action> QUERIES = Set.of(Action.SEARCH, Action.COUNT, Action.EXPORT);

    private final IndexSource indexes;

    CostGuard(IndexSource indexes) {
        this.indexes = indexes;
    }

    /** The answer instead, if the query costs too much and its permits do not grant that. */
    Optional<AccessResponse> refusal(Decision.Permit permit, AccessRequest request, PolicySet policies) {
        if (permit.terms().scan()) {
            return Optional.empty();
        }
        Query query = request.query();
        CollectionIndexes known = indexes.of(permit.query().store());
        Predicate filter = declared(request, policies);
        if (!known.canFind(filter)) {
            return refused(ProblemCode.FILTER_NOT_INDEXED, filterable(known, request, policies));
        }
        if (!query.sort().isEmpty() && !known.canSort(filter, TotalOrder.of(query.sort()))) {
            return refused(ProblemCode.SORT_NOT_INDEXED, sortable(known, request, policies));
        }
        return Optional.empty();
    }

    /**
     * What is to be said of the index that a permitted query needs; empty if it needs none. It tells no more than the
     * attempt would.
     *
     * @return a sentence
     */
    Optional<String> need(Decision.Permit permit, AccessRequest request, PolicySet policies) {
        Query query = request.query();
        boolean open = query.filter().uses().findAny().isEmpty() && query.sort().isEmpty();
        if (!QUERIES.contains(request.action()) || open || permit.terms().scan()) {
            return Optional.empty();
        }
        try {
            boolean there = refusal(permit, request, policies).isEmpty();
            return Optional.of("needs an index; there is " + (there ? "one" : "none"));
        } catch (StoreUnavailable e) {
            return Optional.of("needs an index; whether there is one is not known, as the store does not answer");
        }
    }

    /** What the principal wrote as the store is asked it. */
    private static Predicate declared(AccessRequest request, PolicySet policies) {
        Predicate filter = request.query().filter();
        return policies.catalogue()
                .collection(request.collection())
                .map(collection -> TypeStrictFilter.of(filter, collection))
                .orElse(filter);
    }

    private static Optional<AccessResponse> refused(ProblemCode code, Stream<FieldPath> fields) {
        return Optional.of(
                AccessResponse.unindexed(code, fields.map(FieldPath::dotted).toList()));
    }

    private static Stream<FieldPath> filterable(CollectionIndexes known, AccessRequest request, PolicySet policies) {
        return known.accesses().stream()
                .filter(access -> access.kinds().stream()
                        .map(kind -> test(access.path(), kind))
                        .anyMatch(test -> isUseful(known, test, request, policies)))
                .map(CollectionIndexes.Access::path);
    }

    /** Whether a query with such a filter, and otherwise as it is, would be permitted, and answered by an index. */
    private static boolean isUseful(
            CollectionIndexes known, Predicate test, AccessRequest request, PolicySet policies) {
        List<SortKey> sort = request.query().sort();
        return (sort.isEmpty() || known.canSort(test, TotalOrder.of(sort))) && granted(test, sort, request, policies);
    }

    private static Stream<FieldPath> sortable(CollectionIndexes known, AccessRequest request, PolicySet policies) {
        Predicate filter = request.query().filter();
        return known.orders(declared(request, policies)).stream()
                .filter(path -> granted(filter, List.of(new SortKey(path, false)), request, policies));
    }

    /** Asks the policies themselves, so that a hint says neither more nor less than the attempt would. */
    private static boolean granted(Predicate filter, List<SortKey> sort, AccessRequest request, PolicySet policies) {
        Query instead = new Query(filter, Optional.empty(), request.query().by(), sort, 1, Optional.empty());
        Decision decision = policies.decide(new AccessRequest(
                request.principal(), request.purpose(), request.action(), request.collection(), instead, request.at()));
        return decision.fold(permit -> true, deny -> deny.reason() == DenyReason.VALUE_OF_WRONG_TYPE);
    }

    private static Predicate test(FieldPath path, FilterKind kind) {
        return switch (kind) {
            case EXACT -> new Predicate.Compare(path, Predicate.Relation.EQUAL, new ScalarValue.Text(""));
            case RANGE -> new Predicate.Compare(path, Predicate.Relation.GREATER, new ScalarValue.Text(""));
            case PREFIX -> new Predicate.StartsWith(path, "");
            case EXISTS -> new Predicate.Exists(path);
        };
    }
}
