package io.metagate.policy.redaction.transform;

import io.metagate.policy.catalogue.FieldType;

/**
 * What happens to a value on its way out. Total over all values: where a transform cannot be applied the value becomes
 * null and is counted as failed, and a null stays null except where it is replaced by a constant.
 */
public sealed interface Transform
        permits BucketTransform,
                Transform.Clear,
                Transform.Constant,
                MaskTransform,
                Transform.Null,
                Transform.Pseudonym,
                Transform.Remove,
                ScrubTransform,
                TokenTransform,
                TruncateTransform {

    /** The stable name for the audit log and for answers; it says the kind of transform and never a value. */
    String name();

    /** What the visitor does with this variant. */
    <R> R accept(TransformVisitor<R> visitor);

    /** How much of a value is revealed. */
    DisclosureLevel disclosureLevel();

    /** Whether the transform makes sense for values of that declared type. */
    boolean appliesTo(FieldType type);

    /**
     * The most that lets out no more than either: the less revealing of the two; of two that reveal alike, a third one
     * where neither can be told from the other's values, which is null where there is no better. Of two constants, this
     * one.
     */
    default Transform meet(Transform other) {
        int more = disclosureLevel().compareTo(other.disclosureLevel());
        if (more == 0) {
            return equals(other) ? this : meetOfAlike(other);
        }
        return more < 0 ? this : other;
    }

    /** The meet with another transform of the same {@link #disclosureLevel()}. */
    default Transform meetOfAlike(Transform other) {
        return new Null();
    }

    /**
     * What leaves where one policy says this and a later one that: the more revealing; this one where neither lets out
     * all that the other does.
     */
    default Transform or(Transform later) {
        return later.covers(this) ? later : this;
    }

    /** Whether it lets out all that the other does. */
    default boolean covers(Transform other) {
        return meet(other).equals(other);
    }

    /** The value as it is. */
    record Clear() implements Transform {
        @Override
        public String name() {
            return "clear";
        }

        @Override
        public <R> R accept(TransformVisitor<R> visitor) {
            return visitor.clear(this);
        }

        @Override
        public DisclosureLevel disclosureLevel() {
            return DisclosureLevel.CLEAR;
        }

        @Override
        public boolean appliesTo(FieldType type) {
            return true;
        }
    }

    /** Neither the value nor its key. */
    record Remove() implements Transform {
        @Override
        public String name() {
            return "remove";
        }

        @Override
        public <R> R accept(TransformVisitor<R> visitor) {
            return visitor.remove(this);
        }

        @Override
        public DisclosureLevel disclosureLevel() {
            return DisclosureLevel.REMOVE;
        }

        @Override
        public boolean appliesTo(FieldType type) {
            return true;
        }
    }

    /** Null for every value. */
    record Null() implements Transform {
        @Override
        public String name() {
            return "null";
        }

        @Override
        public <R> R accept(TransformVisitor<R> visitor) {
            return visitor.nothing(this);
        }

        @Override
        public DisclosureLevel disclosureLevel() {
            return DisclosureLevel.NULL;
        }

        @Override
        public boolean appliesTo(FieldType type) {
            return true;
        }
    }

    /** The same text for every value, null included. */
    record Constant(String text) implements Transform {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public <R> R accept(TransformVisitor<R> visitor) {
            return visitor.constant(this);
        }

        @Override
        public DisclosureLevel disclosureLevel() {
            return DisclosureLevel.CONSTANT;
        }

        @Override
        public Transform meetOfAlike(Transform other) {
            return this;
        }

        @Override
        public boolean appliesTo(FieldType type) {
            return true;
        }
    }

    /**
     * A keyed hash: equal values of one classification give equal pseudonyms in every collection. Not for types of so
     * few values that a pseudonym could be guessed, nor for measures, which identify nobody.
     */
    record Pseudonym() implements Transform {
        @Override
        public String name() {
            return "pseudonym";
        }

        @Override
        public <R> R accept(TransformVisitor<R> visitor) {
            return visitor.pseudonym(this);
        }

        @Override
        public DisclosureLevel disclosureLevel() {
            return DisclosureLevel.PSEUDONYM;
        }

        /** A pseudonym, which nobody can turn back. */
        @Override
        public Transform meetOfAlike(Transform other) {
            return this;
        }

        @Override
        public boolean appliesTo(FieldType type) {
            return switch (type) {
                case STRING, INT, DATE, OBJECT_ID, UUID, BINARY -> true;
                case DOUBLE, DECIMAL, BOOL -> false;
            };
        }
    }
}
