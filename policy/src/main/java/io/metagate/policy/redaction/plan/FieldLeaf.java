package io.metagate.policy.redaction.plan;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.catalogue.StoredTypes;
import io.metagate.policy.redaction.bson.BsonBytes;
import io.metagate.policy.redaction.bson.BsonTag;
import io.metagate.policy.redaction.transform.DisclosureLevel;

/** A listed field, where its values are. */
public final class FieldLeaf extends FieldNode {

    private final FieldRelease release;
    private final int slot;
    private final TransformKind transformKind;
    private final boolean alike;
    private final AsciiForm form;
    private final int tags;

    /** A leaf of that name; its released values are counted in that slot. */
    FieldLeaf(String name, int ordinal, FieldRelease release, int slot) {
        super(name, ordinal, release.fate());
        this.release = release;
        this.slot = slot;
        this.transformKind = TransformKind.of(release);
        this.alike = release.transform().disclosureLevel().compareTo(DisclosureLevel.CONSTANT) <= 0;
        this.form = AsciiForm.of(release.transform());
        this.tags = tags(release.field().type());
    }

    public FieldRelease release() {
        return release;
    }

    public int slot() {
        return slot;
    }

    /** What is done to values. */
    public TransformKind transformKind() {
        return transformKind;
    }

    /** Whether all values leave alike. */
    public boolean alike() {
        return alike;
    }

    /** How values that are ASCII texts are masked. */
    public AsciiForm form() {
        return form;
    }

    @Override
    public boolean accepts(BsonBytes record, byte tag, int at, int end) {
        if (tag <= 0 || tag > BsonTag.DECIMAL128 || ((tags >>> tag) & 1) == 0) {
            return false;
        }
        return tag != BsonTag.BINARY || acceptsBinary(record, at, end);
    }

    private boolean acceptsBinary(BsonBytes record, int at, int end) {
        return release.field().type() == FieldType.UUID
                ? record.isUuid(at, end)
                : record.binarySubtype(at) != BsonTag.UUID;
    }

    private static int tags(FieldType type) {
        return StoredTypes.of(type).numbers().stream()
                .mapToInt(number -> 1 << number)
                .sum();
    }
}
