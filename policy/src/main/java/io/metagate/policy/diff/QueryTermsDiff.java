package io.metagate.policy.diff;

import io.metagate.policy.model.QueryConstraints;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what is asked of queries. All permits count that grant a query, and the strictest of them: so each two
 * permits are looked at, of the one revision and of the other, where both apply and no other does that need not, with
 * the query that uses all that both grant.
 */
record QueryTermsDiff(Set<QueryGrant> was, Set<QueryGrant> is) {

    /** What was asked of a query, and is asked of it. */
    record Change(QueryConstraints before, QueryConstraints after) {}

    QueryTermsDiff(List<QueryGrant> was, List<QueryGrant> is) {
        this(new LinkedHashSet<>(was), new LinkedHashSet<>(is));
    }

    Set<Change> changes() {
        Set<Change> changes = new LinkedHashSet<>();
        for (QueryGrant old : was) {
            for (QueryGrant next : is) {
                // what both revisions have, takes nothing away from what is asked
                if (!is.contains(old) || !was.contains(next)) {
                    compare(old, next, changes);
                }
            }
        }
        return changes;
    }

    private void compare(QueryGrant old, QueryGrant next, Set<Change> changes) {
        Set<PermitCoverage> where = new HashSet<>(Set.of(old.extent()));
        where.add(next.extent());
        for (Set<QueryGrant.Use> query : QueryGrant.queries(old.shared(next))) {
            Optional<QueryConstraints> before = terms(was, query, where);
            Optional<QueryConstraints> after = terms(is, query, where);
            if (before.isPresent() && after.isPresent() && !before.equals(after)) {
                changes.add(new Change(before.get(), after.get()));
            }
        }
    }

    private static Optional<QueryConstraints> terms(
            Set<QueryGrant> grants, Set<QueryGrant.Use> query, Set<PermitCoverage> where) {
        return grants.stream()
                .filter(grant -> where.stream().anyMatch(extent -> grant.grants(query, extent)))
                .map(QueryGrant::terms)
                .reduce(QueryConstraints::with);
    }
}
