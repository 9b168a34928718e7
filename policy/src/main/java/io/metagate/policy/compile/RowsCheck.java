package io.metagate.policy.compile;

import io.metagate.policy.catalogue.Collection;
import io.metagate.policy.catalogue.Field;
import io.metagate.policy.model.Located;
import io.metagate.policy.model.RowTemplate;
import java.util.Optional;

/** Checks a row scope against the fields of a collection. */
record RowsCheck(ProblemList problems) {

    void check(Located<RowTemplate> rows, Collection collection) {
        if (rows.value() instanceof RowTemplate.All all) {
            all.parts().forEach(part -> check(new Located<>(rows.at(), part), collection));
        } else {
            checkAnyOf(rows, (RowTemplate.AnyOf) rows.value(), collection);
        }
    }

    private void checkAnyOf(Located<RowTemplate> rows, RowTemplate.AnyOf anyOf, Collection collection) {
        Optional<Field> field = collection.field(anyOf.path());
        if (field.isEmpty()) {
            problems.add(rows.at(), "'" + anyOf.path() + "' is not a field of collection '" + collection.name() + "'");
            return;
        }
        boolean typed = anyOf.operands().stream().allMatch(operand -> fits(operand, field.get()));
        if (!typed) {
            problems.add(
                    rows.at(),
                    "'" + anyOf.path() + "' is compared with a value that is not of type "
                            + field.get().type());
        }
    }

    private static boolean fits(RowTemplate.Operand operand, Field field) {
        return !(operand instanceof RowTemplate.Operand.Literal literal)
                || literal.value().as(field.type()).isPresent();
    }
}
