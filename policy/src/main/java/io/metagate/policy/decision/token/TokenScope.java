package io.metagate.policy.decision.token;

import io.metagate.policy.compiled.FieldRights;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The records in which values can be looked up by their tokens. INVARIANT: in each of them the principal sees the field
 * as a token, so that a look-up tells nothing that reading them would not (P2).
 *
 * @param applying the permits that apply
 * @param granting those of them that grant every use of the query
 */
public record TokenScope(List<ScopedPermit> applying, List<ScopedPermit> granting) {

    /** Whether there are such records for the field. */
    boolean releases(FieldPath path) {
        return granting.stream().anyMatch(permit -> isToken(permit, path))
                && applying.stream()
                        .noneMatch(permit ->
                                outdoes(permit, path) && permit.scope().isAll());
    }

    /** The permits whose records these are, for all of the fields. */
    List<ScopedPermit> permits(Set<FieldPath> paths) {
        return granting.stream()
                .filter(permit -> paths.stream().allMatch(path -> isToken(permit, path)))
                .toList();
    }

    /** What holds of none of these records: that another permit lets more out of one of the fields. */
    Predicate outside(Set<FieldPath> paths) {
        List<Predicate> outside = new ArrayList<>();
        for (ScopedPermit permit : applying) {
            if (paths.stream().anyMatch(path -> outdoes(permit, path))) {
                outside.add(permit.scope());
            }
        }
        return new Predicate.Or(outside.stream().distinct().toList());
    }

    private static boolean isToken(ScopedPermit permit, FieldPath path) {
        return read(permit, path) instanceof TokenTransform;
    }

    /** Whether a value may leave in another form than its token where the permit covers it. */
    private static boolean outdoes(ScopedPermit permit, FieldPath path) {
        return !new TokenTransform().covers(read(permit, path));
    }

    private static Transform read(ScopedPermit permit, FieldPath path) {
        FieldRights rights = permit.permit().rights().get(path);
        return rights == null ? new Transform.Remove() : rights.read();
    }
}
