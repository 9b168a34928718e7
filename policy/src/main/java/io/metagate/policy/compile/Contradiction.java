package io.metagate.policy.compile;

import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.model.RowTemplate.Operand;
import io.metagate.policy.model.RowTemplate.Test;
import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.Value;
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
record Contradiction(RowTemplate rows, Optional<FieldPath> element) {

    Contradiction(RowTemplate rows) {
        this(rows, Optional.empty());
    }

    boolean isThere() {
        if (rows instanceof RowTemplate.Any any) {
            return any.parts().stream().allMatch(this::isThereIn);
        }
        if (rows instanceof RowTemplate.AnyElement any) {
            return new Contradiction(any.part(), Optional.of(any.path())).isThere();
        }
        List<RowTemplate> parts = conjuncts(rows).toList();
        List<RowTemplate.Compared> asked = new ArrayList<>();
        List<RowTemplate> excluded = new ArrayList<>();
        for (RowTemplate part : parts) {
            if (part instanceof RowTemplate.Compared compared) {
                asked.add(compared);
            } else if (part instanceof RowTemplate.Not not) {
                excluded.add(not.part());
            }
        }
        return excluded.stream().anyMatch(none -> asked.stream().anyMatch(some -> excludes(none, some)))
                || excluded.stream().anyMatch(parts::contains)
                || excludeEachOther(asked)
                || parts.stream().filter(part -> !part.equals(rows)).anyMatch(this::isThereIn);
    }

    private boolean isThereIn(RowTemplate part) {
        return new Contradiction(part, element).isThere();
    }

    /** Whether there is one value only at some path, and it cannot be all that is asked of it. */
    private boolean excludeEachOther(List<RowTemplate.Compared> asked) {
        return asked.stream()
                .filter(one -> one.path().equals(FieldPath.ID)
                        || Optional.of(one.path()).equals(element))
                .anyMatch(one -> asked.stream()
                        .filter(other -> other.path().equals(one.path()))
                        .anyMatch(other -> new AskedOfOneValue(one, other).isTooMuch()));
    }

    private static Stream<RowTemplate> conjuncts(RowTemplate rows) {
        return rows instanceof RowTemplate.All all
                ? all.parts().stream().flatMap(Contradiction::conjuncts)
                : Stream.of(rows);
    }

    /** Whether no record that lacks the one has the other. */
    private static boolean excludes(RowTemplate none, RowTemplate.Compared some) {
        if (!(none instanceof RowTemplate.Compared compared) || !compared.path().equals(some.path())) {
            return false;
        }
        if (compared.test() == Test.EXISTS) {
            return some.operands().stream().noneMatch(Contradiction::findsNothing);
        }
        return compared.test() == Test.EQUALS_ANY
                && some.test() == Test.EQUALS_ANY
                && compared.operands().containsAll(some.operands());
    }

    /** A null also finds the records without the field. */
    private static boolean findsNothing(Operand operand) {
        return operand instanceof Operand.Literal literal && literal.value() instanceof Value.Null;
    }
}
