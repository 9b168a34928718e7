package io.metagate.policy.model;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.PathPattern;

/** Which fields a rule is for. */
public sealed interface FieldSelector {

    /** Whether the field is one of those selected. */
    boolean selects(Field field);

    /** By classification, with all below it. */
    record ByClass(Classification classification) implements FieldSelector {
        @Override
        public boolean selects(Field field) {
            return classification.covers(field.classification());
        }
    }

    /** By path. */
    record ByPath(PathPattern pattern) implements FieldSelector {
        @Override
        public boolean selects(Field field) {
            return pattern.matches(field.path());
        }
    }
}
