package io.metagate.policy.redaction;

import io.metagate.policy.catalogue.FieldType;

/**
 * What happens to a value on its way out. Total over all values: where a transform cannot be applied the value becomes null and is counted
 * as failed, and a null stays null except where it is replaced by a constant.
 */
public sealed interface Transform
        permits Bucket,
                Transform.Clear,
                Transform.Constant,
                Mask,
                Transform.Null,
                Transform.Pseudonym,
                Transform.Remove,
                Scrub,
                Token,
                Truncate {

    /** The stable name for the audit log and for answers; it says the kind of transform and never a value. */
    String name();

    /** How much of a value is revealed. */
    Revelation revelation();

    /** Whether the transform makes sense for values of that declared type. */
    boolean appliesTo(FieldType type);

    /** The value as it is. */
    record Clear() implements Transform {
        @Override
        public String name() {
            return "clear";
        }

        @Override
        public Revelation revelation() {
            return Revelation.CLEAR;
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
        public Revelation revelation() {
            return Revelation.REMOVE;
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
        public Revelation revelation() {
            return Revelation.NULL;
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
        public Revelation revelation() {
            return Revelation.CONSTANT;
        }

        @Override
        public boolean appliesTo(FieldType type) {
            return true;
        }
    }

    /**
     * A keyed hash: equal values of one classification give equal pseudonyms in every collection. Not for types of so few values that a
     * pseudonym could be guessed, nor for measures, which identify nobody.
     */
    record Pseudonym() implements Transform {
        @Override
        public String name() {
            return "pseudonym";
        }

        @Override
        public Revelation revelation() {
            return Revelation.PSEUDONYM;
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
