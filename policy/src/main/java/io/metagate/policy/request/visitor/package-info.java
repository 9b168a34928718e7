/**
 * One method for each variant of what a request is made of. INVARIANT: none of them has a default, so that a further
 * variant does not compile until each place has decided what it is there (P6). Start with {@code PredicateVisitor}.
 */
@NullMarked
package io.metagate.policy.request.visitor;

import org.jspecify.annotations.NullMarked;
