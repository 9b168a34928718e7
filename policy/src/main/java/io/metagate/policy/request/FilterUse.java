package io.metagate.policy.request;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.List;
import java.util.stream.Stream;

/**
 * One use that a filter makes of a field.
 *
 * @param path the field
 * @param kind how it is used
 * @param values how many values it is compared with, 1 at least
 * @param missing whether it holds where there is nothing as well, as a comparison with null does and a negation about
 *     an element of an array
 */
public record FilterUse(FieldPath path, FilterKind kind, int values, boolean missing) {

    /** The same use where it holds if there is nothing as well. */
    FilterUse ofMissing() {
        return new FilterUse(path, kind, values, true);
    }

    /** The look-up of one value, which is not null. */
    public static FilterUse lookUp(FieldPath path) {
        return new FilterUse(path, FilterKind.EXACT, 1, false);
    }

    /** Each use of a field in the filter, in the order written; what is denied is used as well. */
    static Stream<FilterUse> allOf(Predicate filter) {
        return filter.accept(new UsesOf(false, false));
    }

    /**
     * The uses of a part. What is denied of an element of an array holds for an element with nothing there.
     *
     * @param element whether the part is about elements
     * @param denied whether it is denied of them
     */
    private record UsesOf(boolean element, boolean denied) implements PredicateVisitor<Stream<FilterUse>> {
        @Override
        public Stream<FilterUse> and(Predicate.And and) {
            return ofEach(and.parts());
        }

        @Override
        public Stream<FilterUse> or(Predicate.Or or) {
            return ofEach(or.parts());
        }

        @Override
        public Stream<FilterUse> not(Predicate.Not not) {
            return not.part().accept(new UsesOf(element, element));
        }

        @Override
        public Stream<FilterUse> anyElement(Predicate.AnyElement any) {
            return any.part().accept(new UsesOf(true, denied));
        }

        @Override
        public Stream<FilterUse> test(Predicate.FieldTest test) {
            return Stream.of(denied ? test.use().ofMissing() : test.use());
        }

        private Stream<FilterUse> ofEach(List<Predicate> parts) {
            return parts.stream().flatMap(part -> part.accept(this));
        }
    }
}
