package io.metagate.policy.compile.check;

import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.ScalarValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out whether a row scope holds for no record because one part excludes what another asks for. An array can hold
 * a value above one bound and another below the other, so that bounds exclude each other only where there is one value:
 * an identifier, or an element of an array.
 *
 * @param rows the scope
 * @param element the path of the array that the scope is about the elements of, if it is
 */
record UnsatisfiableFilterCheck(RowFilterTemplate rows, Optional<FieldPath> element) {

    UnsatisfiableFilterCheck(RowFilterTemplate rows) {
        this(rows, Optional.empty());
    }

    boolean isThere() {
        if (rows instanceof RowFilterTemplate.Any any) {
            return any.parts().stream().allMatch(this::isThereIn);
        }
        if (rows instanceof RowFilterTemplate.AnyElement any) {
            return new UnsatisfiableFilterCheck(any.part(), Optional.of(any.path())).isThere();
        }
        List<RowFilterTemplate> parts = conjuncts(rows).toList();
        List<RowFilterTemplate.Compared> asked = new ArrayList<>();
        List<RowFilterTemplate> excluded = new ArrayList<>();
        for (RowFilterTemplate part : parts) {
            if (part instanceof RowFilterTemplate.Compared compared) {
                asked.add(compared);
            } else if (part instanceof RowFilterTemplate.Not not) {
                excluded.add(not.part());
            }
        }
        return excluded.stream().anyMatch(none -> asked.stream().anyMatch(some -> excludes(none, some)))
                || excluded.stream().anyMatch(parts::contains)
                || excludeEachOther(asked)
                || parts.stream().filter(part -> !part.equals(rows)).anyMatch(this::isThereIn);
    }

    private boolean isThereIn(RowFilterTemplate part) {
        return new UnsatisfiableFilterCheck(part, element).isThere();
    }

    /** Whether there is one value only at some path, and it cannot be all that is asked of it. */
    private boolean excludeEachOther(List<RowFilterTemplate.Compared> asked) {
        return asked.stream()
                .filter(one -> one.path().equals(FieldPath.ID)
                        || Optional.of(one.path()).equals(element))
                .anyMatch(one -> asked.stream()
                        .filter(other -> other.path().equals(one.path()))
                        .anyMatch(other -> new ComparisonConflict(one, other).isTooMuch()));
    }

    private static Stream<RowFilterTemplate> conjuncts(RowFilterTemplate rows) {
        return rows instanceof RowFilterTemplate.All all
                ? all.parts().stream().flatMap(UnsatisfiableFilterCheck::conjuncts)
                : Stream.of(rows);
    }

    /** Whether no record that lacks the one has the other. */
    private static boolean excludes(RowFilterTemplate none, RowFilterTemplate.Compared some) {
        if (!(none instanceof RowFilterTemplate.Compared compared)
                || !compared.path().equals(some.path())) {
            return false;
        }
        if (compared.test() == Test.EXISTS) {
            return some.operands().stream().noneMatch(UnsatisfiableFilterCheck::findsNothing);
        }
        return compared.test() == Test.EQUALS_ANY
                && some.test() == Test.EQUALS_ANY
                && compared.operands().containsAll(some.operands());
    }

    /** A null also finds the records without the field. */
    private static boolean findsNothing(Operand operand) {
        return operand instanceof Operand.Literal literal && literal.value() instanceof ScalarValue.Null;
    }
}
