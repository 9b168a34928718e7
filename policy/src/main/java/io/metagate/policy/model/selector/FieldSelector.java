package io.metagate.policy.model.selector;

import io.metagate.policy.catalogue.Classification;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.path.PathPattern;

/** Which fields a rule is for. */
public sealed interface FieldSelector {

    /** Whether the field is one of those selected. */
    boolean selects(Field field);

    /** What to say of a rule whose policy covers no such field. */
    String unmatched();

    /** By classification, with all below it. */
    record ByClass(Classification classification) implements FieldSelector {
        @Override
        public boolean selects(Field field) {
            return classification.covers(field.classification());
        }

        @Override
        public String unmatched() {
            return "unknown class '" + classification + "': no field of the policy's collections has it";
        }
    }

    /** By path. */
    record ByPath(PathPattern pattern) implements FieldSelector {
        @Override
        public boolean selects(Field field) {
            return pattern.matches(field.path());
        }

        @Override
        public String unmatched() {
            return "this rule matches no field of the policy's collections";
        }
    }
}
