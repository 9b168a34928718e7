package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.model.RowTemplate.Operand;
import io.metagate.policy.model.RowTemplate.Test;
import io.metagate.policy.model.SourcePosition;
import java.util.EnumSet;
import java.util.Set;

/** Checks a row scope against the fields of a collection. */
record RowsCheck(ProblemList problems) {

    /** The types that the values of a token's claims can be compared with: they are texts, numbers and booleans. */
    private static final Set<FieldType> CLAIMED =
            EnumSet.of(FieldType.STRING, FieldType.INT, FieldType.DOUBLE, FieldType.DECIMAL, FieldType.BOOL);

    /** Checks the scope by itself: one that no record can be in was meant to be another. */
    void check(Located<RowTemplate> rows) {
        if (new Contradiction(rows.value()).isThere()) {
            problems.add(rows.at(), "no record can be in these rows: they contradict themselves");
        }
    }

    void check(Located<RowTemplate> rows, Collection collection) {
        rows.value().comparisons().forEach(comparison -> check(rows.at(), comparison, collection));
    }

    private void check(SourcePosition at, RowTemplate.Compared comparison, Collection collection) {
        collection
                .field(comparison.path())
                .ifPresentOrElse(
                        field -> check(at, comparison, field),
                        () -> problems.add(
                                at,
                                "'" + comparison.path() + "' is not a field of collection '" + collection.name()
                                        + "'"));
    }

    private void check(SourcePosition at, RowTemplate.Compared comparison, Field field) {
        if (comparison.test() == Test.STARTS_WITH && field.type() != FieldType.STRING) {
            problems.add(at, "$startsWith is for strings, and '" + field.path() + "' is of type " + field.type());
            return;
        }
        for (Operand operand : comparison.operands()) {
            if (operand instanceof Operand.Literal literal
                    && literal.value().as(field.type()).isEmpty()) {
                problems.add(at, "'" + field.path() + "' is compared with a value that is not of type " + field.type());
            }
            if (operand instanceof Operand.Claim claim && !CLAIMED.contains(field.type())) {
                problems.add(
                        at,
                        "the claim '" + claim.name() + "' can never match '" + field.path() + "' of type "
                                + field.type() + ": claims are texts, numbers and booleans");
            }
        }
    }
}
