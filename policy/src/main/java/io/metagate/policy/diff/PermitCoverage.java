package io.metagate.policy.diff;

import io.metagate.policy.compiled.CompiledPermit;
import io.metagate.policy.diff.text.PolicyText;
import io.metagate.policy.model.rows.RowFilterTemplate;
import java.util.Optional;

/**
 * What a permit covers: of which records, and under which condition. Two are the same if they are written the same.
 *
 * @param rows the records; all, where empty
 * @param when the condition; none, where empty
 */
record PermitCoverage(Optional<RowFilterTemplate> rows, Optional<String> when) {

    static PermitCoverage of(CompiledPermit permit) {
        return new PermitCoverage(permit.rows(), permit.when().map(Object::toString));
    }

    /** Whether it surely covers whatever the other does. */
    boolean covers(PermitCoverage other) {
        return (rows.isEmpty() || rows.equals(other.rows)) && (when.isEmpty() || when.equals(other.when));
    }

    @Override
    public String toString() {
        return rows.map(written -> "records " + PolicyText.of(written)).orElse("all records")
                + when.map(condition -> " when " + condition).orElse("");
    }
}
