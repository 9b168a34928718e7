package io.metagate.policy.compile.check;

import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterTemplate.Operand;
import io.metagate.policy.model.rows.RowFilterTemplate.Test;
import io.metagate.policy.model.rows.RowFilterVisitor;
import io.metagate.policy.path.FieldPath;
import java.util.List;
import java.util.Optional;

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
        return rows.accept(new Answer());
    }

    /** Whether parts of it that all must hold exclude each other, or one of them holds for no record by itself. */
    private boolean isAmongConjuncts() {
        FilterConjuncts all = FilterConjuncts.of(rows);
        return all.excluded().stream().anyMatch(none -> all.asked().stream().anyMatch(some -> excludes(none, some)))
                || all.excluded().stream().anyMatch(all.parts()::contains)
                || excludeEachOther(all.asked())
                || all.parts().stream().filter(part -> !part.equals(rows)).anyMatch(this::isThereIn);
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
        return operand.fold(literal -> literal.value().isNull(), claim -> false);
    }

    /** Whether it is there in each kind of scope. */
    private final class Answer implements RowFilterVisitor<Boolean> {
        @Override
        public Boolean all(RowFilterTemplate.All all) {
            return isAmongConjuncts();
        }

        @Override
        public Boolean any(RowFilterTemplate.Any any) {
            return any.parts().stream().allMatch(UnsatisfiableFilterCheck.this::isThereIn);
        }

        @Override
        public Boolean not(RowFilterTemplate.Not not) {
            return isAmongConjuncts();
        }

        @Override
        public Boolean anyElement(RowFilterTemplate.AnyElement any) {
            return new UnsatisfiableFilterCheck(any.part(), Optional.of(any.path())).isThere();
        }

        @Override
        public Boolean compared(RowFilterTemplate.Compared compared) {
            return isAmongConjuncts();
        }
    }
}
