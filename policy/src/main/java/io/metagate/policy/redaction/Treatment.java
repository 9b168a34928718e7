package io.metagate.policy.redaction;

import io.metagate.policy.redaction.transform.Bucket;
import io.metagate.policy.redaction.transform.Mask;
import io.metagate.policy.redaction.transform.Scrub;
import io.metagate.policy.redaction.transform.Token;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.Truncate;

/** What is done to the values of a leaf, known before the first value. */
enum Treatment {
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
    static Treatment of(FieldRelease release) {
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

    private static Treatment applied(Transform transform) {
        if (transform instanceof Bucket) {
            return BUCKET;
        }
        if (transform instanceof Truncate) {
            return TRUNCATE;
        }
        if (transform instanceof Mask) {
            return MASK;
        }
        if (transform instanceof Scrub) {
            return SCRUB;
        }
        if (transform instanceof Token) {
            return TOKEN;
        }
        return transform instanceof Transform.Pseudonym ? PSEUDONYM : FAIL;
    }
}
