package io.metagate.policy.request.visitor;

import io.metagate.policy.request.Predicate;

/** Does something with a {@link Predicate}, for each variant what is due to it. */
public interface PredicateVisitor<R> {

    R and(Predicate.And and);

    R or(Predicate.Or or);

    R not(Predicate.Not not);

    R anyElement(Predicate.AnyElement any);

    /** What is due to a test of a field; {@link FieldTestVisitor} tells them apart. */
    R test(Predicate.FieldTest test);
}
