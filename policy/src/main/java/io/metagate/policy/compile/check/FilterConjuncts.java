package io.metagate.policy.compile.check;

import io.metagate.policy.model.rows.RowFilterTemplate;
import io.metagate.policy.model.rows.RowFilterVisitor;
import java.util.List;
import java.util.function.Function;

/**
 * What all must hold for a row scope to hold.
 *
 * @param parts each of it
 * @param asked the comparisons in there
 * @param excluded what must not hold, in there
 */
record FilterConjuncts(
        List<RowFilterTemplate> parts, List<RowFilterTemplate.Compared> asked, List<RowFilterTemplate> excluded) {

    FilterConjuncts {
        parts = List.copyOf(parts);
        asked = List.copyOf(asked);
        excluded = List.copyOf(excluded);
    }

    static FilterConjuncts of(RowFilterTemplate rows) {
        return rows.accept(new Parting());
    }

    /** Takes the scope apart. */
    private static final class Parting implements RowFilterVisitor<FilterConjuncts> {
        @Override
        public FilterConjuncts all(RowFilterTemplate.All all) {
            List<FilterConjuncts> each =
                    all.parts().stream().map(part -> part.accept(this)).toList();
            return new FilterConjuncts(
                    joined(each, FilterConjuncts::parts),
                    joined(each, FilterConjuncts::asked),
                    joined(each, FilterConjuncts::excluded));
        }

        @Override
        public FilterConjuncts any(RowFilterTemplate.Any any) {
            return new FilterConjuncts(List.of(any), List.of(), List.of());
        }

        @Override
        public FilterConjuncts not(RowFilterTemplate.Not not) {
            return new FilterConjuncts(List.of(not), List.of(), List.of(not.part()));
        }

        @Override
        public FilterConjuncts anyElement(RowFilterTemplate.AnyElement any) {
            return new FilterConjuncts(List.of(any), List.of(), List.of());
        }

        @Override
        public FilterConjuncts compared(RowFilterTemplate.Compared compared) {
            return new FilterConjuncts(List.of(compared), List.of(compared), List.of());
        }

        private static <T> List<T> joined(List<FilterConjuncts> each, Function<FilterConjuncts, List<T>> list) {
            return each.stream().flatMap(one -> list.apply(one).stream()).toList();
        }
    }
}
