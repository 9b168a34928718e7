package io.metagate.policy.diff;

import io.metagate.policy.request.Action;
import java.util.Set;
import java.util.TreeSet;

/**
 * One difference between two revisions of the policies.
 *
 * @param who who is concerned, as in {@code role support-agent}
 * @param purpose for which purpose; empty where that makes no difference
 * @param collection in which collection; empty where that makes no difference
 * @param what the field; {@code rows}, {@code restrict}, {@code scan}, {@code minGroup}; what is limited, as in
 *     {@code requests per principal}; of a collection {@code store} or {@code dataSubject}; {@code email as an array};
 *     {@code query by email (exact), region (sort)} of what no single field tells; {@code all} of combinations, and
 *     {@code conditions of restricts}, that are too many to be compared
 * @param kind whether more is given
 * @param before what was given
 * @param after what is given
 * @param actions by which actions; none where that makes no difference
 */
public record PermissionChange(
        String who,
        String purpose,
        String collection,
        String what,
        Kind kind,
        String before,
        String after,
        Set<Action> actions) {

    /** Whether a difference gives more. */
    public enum Kind {
        /** Something is seen, or can be used, that was not. */
        GAINS,
        /** Something is seen no more, or less clearly, or can be used no more. */
        LOSES,
        /** Something else is seen: more of one thing and less of another, or as much in another form. */
        CHANGES,
        /** Whether something is given more or less was not found out. */
        UNKNOWN;

        static Kind of(boolean more, boolean less) {
            if (more == less) {
                return CHANGES;
            }
            return more ? GAINS : LOSES;
        }
    }

    public PermissionChange {
        actions = new TreeSet<>(actions);
    }

    /** The same difference by these actions too. */
    PermissionChange by(Set<Action> more) {
        Set<Action> all = new TreeSet<>(actions);
        all.addAll(more);
        return new PermissionChange(who, purpose, collection, what, kind, before, after, all);
    }
}
