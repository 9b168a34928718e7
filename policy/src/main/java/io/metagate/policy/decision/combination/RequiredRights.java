package io.metagate.policy.decision.combination;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.AccessRequest;
import io.metagate.policy.request.Action;
import io.metagate.policy.request.FilterUse;
import io.metagate.policy.request.Query;
import io.metagate.policy.request.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a query needs rights for, or a change of which nothing is known but its fields.
 *
 * @param action what is to be done
 * @param filter the uses that its filter makes of fields
 * @param lookups those that tell of fields, granted or not: the ones of its filter, or that of the identifier by which
 *     a record is read
 * @param sort the keys of its order
 * @param by the field by whose values it counts
 * @param fields the fields that it wants by name, or writes
 */
public record RequiredRights(
        Action action,
        List<FilterUse> filter,
        List<FilterUse> lookups,
        List<SortKey> sort,
        Optional<FieldPath> by,
        Optional<List<FieldPath>> fields) {

    public static RequiredRights of(AccessRequest request) {
        Query query = request.query();
        // neither the look-up by identifier that the action read is made of nor the tokens that are to be turned back
        // are a use of a field
        List<FilterUse> uses = query.filter().uses().toList();
        return new RequiredRights(
                request.action(),
                request.action().filters() ? uses : List.of(),
                request.action() == Action.REVEAL ? List.of() : uses,
                query.sort(),
                query.by(),
                // who removes a record needs no right to any field
                request.action() == Action.DELETE ? Optional.empty() : query.fields());
    }

    /** Those of the permits that grant every use by which records are found, ordered, counted and written. */
    public List<ScopedPermit> grantedBy(List<ScopedPermit> applying) {
        List<ScopedPermit> granting = new ArrayList<>(applying.size());
        for (ScopedPermit permit : applying) {
            if (grantedBy(permit.permit())) {
                granting.add(permit);
            }
        }
        return granting;
    }

    private boolean grantedBy(CompiledPermit permit) {
        for (FilterUse use : filter) {
            if (!permit.grants(use)) {
                return false;
            }
        }
        for (SortKey key : sort) {
            if (!permit.grants(key)) {
                return false;
            }
        }
        return (by.isEmpty() || permit.grantsGroup(by.get())) && writtenBy(permit);
    }

    /** Whether the permit grants all that is written, which is something wherever it is told. */
    private boolean writtenBy(CompiledPermit permit) {
        return !action.writes()
                || fields.isEmpty()
                || (!fields.get().isEmpty() && fields.get().stream().allMatch(path -> permit.writes(path, action)));
    }

    /** Whether each field wanted by name is read by one of the permits at least; what is written need not be. */
    public boolean readableBy(List<ScopedPermit> applying) {
        if (action.writes()) {
            return true;
        }
        for (FieldPath path : fields.orElse(List.of())) {
            if (applying.stream().noneMatch(permit -> permit.permit().reads(path, action))) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many values it looks up in fields that are not read in clear.
     *
     * @param granting those of the applying permits that grant the query
     */
    public int probes(List<ScopedPermit> applying, List<ScopedPermit> granting) {
        int probes = 0;
        for (FilterUse use : lookups) {
            probes += probes(use, applying, granting);
        }
        return probes;
    }

    /** How many values one use looks up that the records found do not show in clear. */
    public static int probes(FilterUse use, List<ScopedPermit> applying, List<ScopedPermit> granting) {
        return allReadInClear(granting, use.path()) || readInClearEverywhere(applying, use.path()) ? 0 : use.values();
    }

    /** Whether the field is read in clear in every record that the query can find. */
    private static boolean allReadInClear(List<ScopedPermit> granting, FieldPath path) {
        for (ScopedPermit permit : granting) {
            if (!permit.permit().readsInClear(path)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the field is read in clear in every record that there is. */
    public static boolean readInClearEverywhere(List<ScopedPermit> applying, FieldPath path) {
        for (ScopedPermit permit : applying) {
            if (permit.scope().isAll() && permit.permit().readsInClear(path)) {
                return true;
            }
        }
        return false;
    }
}
