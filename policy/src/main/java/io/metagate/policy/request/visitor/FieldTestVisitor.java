package io.metagate.policy.request.visitor;

import io.metagate.policy.request.Predicate;

/** Does something with a {@link Predicate.FieldTest}, for each variant what is due to it. */
public interface FieldTestVisitor<R> {

    R compare(Predicate.Compare compare);

    R in(Predicate.In in);

    R exists(Predicate.Exists exists);

    R ofType(Predicate.OfType typed);

    R startsWith(Predicate.StartsWith prefix);
}
