package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.model.QueryConstraints;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one permit lets one query or one change do: unlike what is seen, that does not add up with what other permits
 * let it do.
 *
 * @param extent where
 * @param uses what it may use, all at once
 * @param terms what it asks of queries
 */
record QueryGrant(PermitCoverage extent, Set<Use> uses, QueryConstraints terms) {

    /** How a field may be used: what a filter tells where there is no value, it tells of fields in clear alone. */
    record Use(FieldPath path, String how) implements Comparable<Use> {

        private static final String GROUP = "group";

        @Override
        public int compareTo(Use other) {
            int byPath = path.dotted().compareTo(other.path.dotted());
            return byPath == 0 ? how.compareTo(other.how) : byPath;
        }

        @Override
        public String toString() {
            return path + " (" + how + ")";
        }
    }

    QueryGrant {
        uses = Set.copyOf(uses);
    }

    static QueryGrant of(CompiledPermit permit, Action action) {
        Set<Use> uses = new HashSet<>();
        permit.rights().forEach((path, rights) -> {
            rights.uses().filter().forEach(kind -> uses.add(new Use(path, kind.wireName())));
            if (rights.clear() && !rights.uses().filter().isEmpty()) {
                rights.uses().filter().forEach(kind -> uses.add(new Use(path, kind.wireName() + " or none")));
            }
            if (rights.uses().sort()) {
                uses.add(new Use(path, "sort"));
            }
            if (rights.uses().group()) {
                uses.add(new Use(path, Use.GROUP));
            }
            if (action.writes() && rights.write() != WriteRight.NONE) {
                uses.add(new Use(path, "write"));
            }
        });
        return new QueryGrant(PermitCoverage.of(permit), uses, permit.terms());
    }

    /** The most that one query can use of these: records are counted by one field. */
    static List<Set<Use>> queries(Set<Use> uses) {
        Set<Use> alone =
                uses.stream().filter(use -> !use.how().equals(Use.GROUP)).collect(Collectors.toSet());
        List<Set<Use>> queries = new ArrayList<>();
        uses.stream().filter(use -> use.how().equals(Use.GROUP)).forEach(group -> {
            Set<Use> with = new HashSet<>(alone);
            with.add(group);
            queries.add(with);
        });
        return queries.isEmpty() ? List.of(alone) : queries;
    }

    /** What these and the other's uses have in common. */
    Set<Use> shared(QueryGrant other) {
        Set<Use> shared = new HashSet<>(uses);
        shared.retainAll(other.uses);
        return shared;
    }

    /** Whether it surely lets such a query run wherever it says. */
    boolean grants(Set<Use> query, PermitCoverage where) {
        return extent.covers(where) && uses.containsAll(query);
    }

    static String text(Set<Use> uses) {
        return new TreeSet<>(uses).stream().map(Use::toString).collect(Collectors.joining(", "));
    }
}
