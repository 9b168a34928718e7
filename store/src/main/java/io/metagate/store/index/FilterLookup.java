package io.metagate.store.index;

import io.metagate.policy.path.FieldPath;
import io.metagate.policy.request.FilterKind;
import io.metagate.policy.request.Predicate;
import io.metagate.policy.request.visitor.FieldTestVisitor;
import io.metagate.policy.request.visitor.PredicateVisitor;
import java.util.function.BiPredicate;

/**
 * Whether a store can find the records of a filter by its values. A store cannot be relied on to look up alternatives
 * within one element of an array.
 *
 * @param finds whether records can be found by that kind of condition on that field
 * @param element whether the filter is about elements
 */
record FilterLookup(BiPredicate<FieldPath, FilterKind> finds, boolean element)
        implements PredicateVisitor<Boolean>, FieldTestVisitor<Boolean> {

    @Override
    public Boolean and(Predicate.And and) {
        return and.parts().stream().anyMatch(part -> part.accept(this));
    }

    @Override
    public Boolean or(Predicate.Or or) {
        return !element && or.parts().stream().allMatch(part -> part.accept(this));
    }

    @Override
    public Boolean not(Predicate.Not not) {
        return false;
    }

    @Override
    public Boolean anyElement(Predicate.AnyElement any) {
        return any.part().accept(new FilterLookup(finds, true));
    }

    @Override
    public Boolean test(Predicate.FieldTest test) {
        return test.acceptTest(this);
    }

    @Override
    public Boolean compare(Predicate.Compare compare) {
        return isFound(compare);
    }

    @Override
    public Boolean in(Predicate.In in) {
        return isFound(in);
    }

    @Override
    public Boolean exists(Predicate.Exists exists) {
        return false;
    }

    @Override
    public Boolean ofType(Predicate.OfType typed) {
        return typed.types().standApart() && finds.test(typed.path(), FilterKind.RANGE);
    }

    @Override
    public Boolean startsWith(Predicate.StartsWith prefix) {
        return !prefix.prefix().isEmpty() && isFound(prefix);
    }

    private boolean isFound(Predicate.FieldTest test) {
        return finds.test(test.path(), test.use().kind());
    }
}
