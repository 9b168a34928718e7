package io.metagate.policy.compiled;

import io.metagate.policy.model.FieldUses;
import io.metagate.policy.model.WriteRight;
import io.metagate.policy.redaction.transform.DisclosureLevel;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.request.FilterKind;
import java.util.HashSet;
import java.util.Set;

/**
 * What one permit grants on one field.
 *
 * @param read how its values leave
 * @param uses what a query may use it for
 * @param write whether its values may be written
 */
public record FieldRights(Transform read, FieldUses uses, WriteRight write) {

    /** No rights. */
    public static final FieldRights NONE = new FieldRights(new Transform.Remove(), FieldUses.none(), WriteRight.NONE);

    public FieldRights {
        if (read.disclosureLevel() != DisclosureLevel.CLEAR && (uses.revealValues() || write == WriteRight.SEEING)) {
            throw new IllegalArgumentException("this use of values that are not read in clear reveals them");
        }
    }

    /**
     * What is left of these rights where no more than the cap may leave. A use that was granted of a field in clear is
     * not one of the field as it is then. An exact comparison that was granted of a field that is not in clear still
     * is, if the cap lets out whether values are equal; writing it blindly, always.
     */
    FieldRights cappedBy(Transform cap) {
        Transform left = cap.meet(read);
        if (left.disclosureLevel() == DisclosureLevel.CLEAR) {
            return this;
        }
        boolean comparable = !clear() && cap.disclosureLevel().compareTo(DisclosureLevel.PSEUDONYM) >= 0;
        return new FieldRights(
                left, comparable ? uses : FieldUses.none(), write == WriteRight.SEEING ? WriteRight.NONE : write);
    }

    /** What these rights and those of a later policy give together, not all of it in one query. */
    public FieldRights or(FieldRights later) {
        Set<FilterKind> filter = new HashSet<>(uses.filter());
        filter.addAll(later.uses.filter());
        return new FieldRights(
                read.or(later.read),
                new FieldUses(filter, uses.sort() || later.uses.sort(), uses.group() || later.uses.group()),
                write.compareTo(later.write) > 0 ? write : later.write);
    }

    /** Whether these rights allow to use and write all that the others do. */
    public boolean useAll(FieldRights others) {
        return uses.filter().containsAll(others.uses.filter())
                && (uses.sort() || !others.uses.sort())
                && (uses.group() || !others.uses.group())
                && write.compareTo(others.write) >= 0;
    }

    /** Whether values of the field leave as they are. */
    public boolean clear() {
        return read.disclosureLevel() == DisclosureLevel.CLEAR;
    }

    /** Whether values of the field leave in any form. */
    public boolean readable() {
        return read.disclosureLevel() != DisclosureLevel.REMOVE;
    }
}
