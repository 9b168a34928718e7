package io.metagate.policy.compile;

import io.metagate.policy.model.RowTemplate;
import io.metagate.policy.model.RowTemplate.Operand;
import io.metagate.policy.model.RowTemplate.Test;
import io.metagate.policy.request.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds out whether a row scope holds for no record because one part excludes what another asks for. An array can hold a value above one bound and another
 * below the other, so that bounds exclude nothing.
 *
 * @param rows the scope
 */
record Contradiction(RowTemplate rows) {

    boolean isThere() {
        if (rows instanceof RowTemplate.Any any) {
            return any.parts().stream().allMatch(part -> new Contradiction(part).isThere());
        }
        if (rows instanceof RowTemplate.AnyElement any) {
            return new Contradiction(any.part()).isThere();
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
                || parts.stream().filter(part -> !part.equals(rows)).anyMatch(part -> new Contradiction(part)
                        .isThere());
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
