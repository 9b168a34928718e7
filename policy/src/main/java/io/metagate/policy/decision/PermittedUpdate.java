package io.metagate.policy.decision;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.compiled.ScopedPermit;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.RawRecord;
import io.metagate.policy.redaction.edit.MergePatch;
import io.metagate.policy.redaction.edit.PatchedRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An edit of the fields of a record that some permits grant writing, still to be tried on the record. */
public final class PermittedUpdate implements PermittedChange {

    private final Collection collection;
    private final MergePatch edit;
    private final List<ScopedPermit> granting;

    PermittedUpdate(Collection collection, MergePatch edit, List<ScopedPermit> granting) {
        this.collection = collection;
        this.edit = edit;
        this.granting = List.copyOf(granting);
    }

    /**
     * The edit on that record. INVARIANT: the record is in the row scope of a permit that grants all that the edit
     * writes and destroys before, and of such a permit, be it another, after.
     */
    public UpdateResult on(RawRecord before) {
        List<ScopedPermit> covering = granting.stream()
                .filter(permit -> before.isWithin(permit.scope()))
                .toList();
        if (covering.isEmpty()) {
            return new UpdateResult.Refused(UpdateResult.Reason.NOT_IN_SCOPE);
        }
        if (covering.stream().noneMatch(permit -> destroysOnlyWhatIsWritten(permit, before))) {
            return new UpdateResult.Refused(UpdateResult.Reason.DESTROYS_OTHERS);
        }
        PatchedRecord edited = before.edited(edit);
        RawRecord after = new RawRecord(edited.after());
        boolean stays = granting.stream()
                .filter(permit -> destroysOnlyWhatIsWritten(permit, before))
                .map(ScopedPermit::scope)
                .anyMatch(after::isWithin);
        return stays
                ? new PermittedPatch(collection, edited)
                : new UpdateResult.Refused(UpdateResult.Reason.LEAVES_SCOPE);
    }

    private boolean destroysOnlyWhatIsWritten(ScopedPermit permit, RawRecord before) {
        Set<FieldPath> writable = permit.permit().rights().keySet().stream()
                .filter(permit.permit()::writes)
                .collect(Collectors.toUnmodifiableSet());
        return before.losesOnly(writable, edit);
    }

    @Override
    public <R> R accept(PermittedChangeVisitor<R> visitor) {
        return visitor.update(this);
    }
}
