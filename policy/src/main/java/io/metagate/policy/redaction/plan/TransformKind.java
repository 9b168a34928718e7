package io.metagate.policy.redaction.plan;

import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TruncateTransform;

/** What is done to the values of a leaf, known before the first value. */
public enum TransformKind {
    /** They are written as they are. */
    CLEAR,
    /** A text of the policy is written for each, also for null. */
    CONSTANT,
    /** Null is written for each. */
    NULL,
    /** The transform makes nothing of values of the leaf's type: they fail. */
    FAIL,
    BUCKET,
    TRUNCATE,
    MASK,
    SCRUB,
    TOKEN,
    PSEUDONYM;

    /** What the field's transform does to values of the field's type. */
    static TransformKind of(FieldRelease release) {
        Transform transform = release.transform();
        if (transform instanceof Transform.Clear) {
            return CLEAR;
        }
        if (transform instanceof Transform.Constant) {
            return CONSTANT;
        }
        if (transform instanceof Transform.Null) {
            return NULL;
        }
        return transform.appliesTo(release.field().type()) ? applied(transform) : FAIL;
    }

    private static TransformKind applied(Transform transform) {
        if (transform instanceof BucketTransform) {
            return BUCKET;
        }
        if (transform instanceof TruncateTransform) {
            return TRUNCATE;
        }
        if (transform instanceof MaskTransform) {
            return MASK;
        }
        if (transform instanceof ScrubTransform) {
            return SCRUB;
        }
        if (transform instanceof TokenTransform) {
            return TOKEN;
        }
        return transform instanceof Transform.Pseudonym ? PSEUDONYM : FAIL;
    }
}
