package io.metagate.policy.compile.check;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.catalogue.FieldType;
import io.metagate.policy.model.rows.RowComparison;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.model.rows.RowsEntry;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.source.LocatedElement;
import io.metagate.policy.source.ProblemCollector;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Checks a row scope against the fields of a collection. */
public record RowsCheck(ProblemCollector problems) {

    /** The types that the values of a token's claims can be compared with: they are texts, numbers and booleans. */
    private static final Set<FieldType> CLAIMED =
            EnumSet.of(FieldType.STRING, FieldType.INT, FieldType.DOUBLE, FieldType.DECIMAL, FieldType.BOOL);

    /** Checks the scope by itself: one that no record can be in was meant to be another. */
    public void check(RowsEntry rows) {
        if (new UnsatisfiableFilterCheck(rows.template()).isThere()) {
            problems.add(rows.at(), "no record can be in these rows: they contradict themselves");
        }
    }

    public void check(RowsEntry rows, Collection collection) {
        rows.comparisons().forEach(comparison -> check(comparison, collection));
    }

    private void check(RowComparison comparison, Collection collection) {
        LocatedElement<FieldPath> path = comparison.path();
        collection
                .field(path.value())
                .ifPresentOrElse(
                        field -> comparison.operands().forEach(operand -> check(comparison.test(), operand, field)),
                        () -> problems.add(
                                path.at(),
                                "'" + path.value() + "' is not a field of collection '" + collection.name() + "'"));
    }

    private void check(Test test, LocatedElement<Operand> operand, Field field) {
        if (test == Test.STARTS_WITH && field.type() != FieldType.STRING) {
            problems.add(
                    operand.at(), "$startsWith is for strings, and '" + field.path() + "' is of type " + field.type());
        } else {
            operand.value()
                    .<Optional<String>>fold(literal -> misfit(literal, field), claim -> misfit(claim, field))
                    .ifPresent(problem -> problems.add(operand.at(), problem));
        }
    }

    private static Optional<String> misfit(Operand.Literal literal, Field field) {
        return literal.value().as(field.type()).isPresent()
                ? Optional.empty()
                : Optional.of("'" + field.path() + "' is compared with a value that is not of type " + field.type());
    }

    private static Optional<String> misfit(Operand.Claim claim, Field field) {
        return CLAIMED.contains(field.type())
                ? Optional.empty()
                : Optional.of("the claim '" + claim.name() + "' can never match '" + field.path() + "' of type "
                        + field.type() + ": claims are texts, numbers and booleans");
    }
}
