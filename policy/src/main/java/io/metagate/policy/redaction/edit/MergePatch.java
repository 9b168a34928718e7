package io.metagate.policy.redaction.edit;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.request.value.DocumentValue;
import java.util.List;
import java.util.Set;

/** A merge patch (RFC 7396) with values of the declared types, ready for the bytes of records. */
public final class MergePatch {

    private final PatchOperation.Inside steps;
    private final Set<FieldPath> listed;

    private MergePatch(PatchOperation.Inside steps, Set<FieldPath> listed) {
        this.steps = steps;
        this.listed = listed;
    }

    /** The patch for records with such contents. */
    public static MergePatch of(DocumentValue.Members patch, TypedContent contents) throws WrongType {
        return new MergePatch(PatchOperation.of(patch, List.of(), contents), contents.listed());
    }

    /**
     * What it makes of the record.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if what was walked is not BSON
     */
    public PatchedRecord on(BsonBytes before) {
        return new MergePatchApplier(before).of(steps);
    }

    /**
     * Whether all that it would destroy or replace of the record is at one of these fields; and, where a document would
     * take the place of something else, all that could be there.
     *
     * @throws io.metagate.policy.redaction.bson.MalformedRecord if what was walked is not BSON
     */
    public boolean destroysOnly(Set<FieldPath> fields, BsonBytes before) {
        return new PatchDataLoss(before, fields, listed).isBounded(steps);
    }
}
