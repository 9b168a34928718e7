package io.metagate.policy.redaction.plan;

import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.redaction.transform.BucketTransform;
import io.metagate.policy.redaction.transform.MaskTransform;
import io.metagate.policy.redaction.transform.ScrubTransform;
import io.metagate.policy.redaction.transform.TokenTransform;
import io.metagate.policy.redaction.transform.Transform;
import io.metagate.policy.redaction.transform.TransformVisitor;
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
        return release.transform().accept(new Choice(release.field().type()));
    }

    /** What is done to values of a type. */
    private record Choice(FieldType type) implements TransformVisitor<TransformKind> {
        @Override
        public TransformKind clear(Transform.Clear clear) {
            return CLEAR;
        }

        @Override
        public TransformKind scrub(ScrubTransform scrub) {
            return whereItApplies(scrub, SCRUB);
        }

        @Override
        public TransformKind mask(MaskTransform mask) {
            return whereItApplies(mask, MASK);
        }

        @Override
        public TransformKind truncate(TruncateTransform truncate) {
            return whereItApplies(truncate, TRUNCATE);
        }

        @Override
        public TransformKind bucket(BucketTransform bucket) {
            return whereItApplies(bucket, BUCKET);
        }

        @Override
        public TransformKind token(TokenTransform token) {
            return whereItApplies(token, TOKEN);
        }

        @Override
        public TransformKind pseudonym(Transform.Pseudonym pseudonym) {
            return whereItApplies(pseudonym, PSEUDONYM);
        }

        @Override
        public TransformKind constant(Transform.Constant constant) {
            return CONSTANT;
        }

        @Override
        public TransformKind nothing(Transform.Null nothing) {
            return NULL;
        }

        @Override
        public TransformKind remove(Transform.Remove remove) {
            return FAIL;
        }

        private TransformKind whereItApplies(Transform transform, TransformKind kind) {
            return transform.appliesTo(type) ? kind : FAIL;
        }
    }
}
