/**
 * What is undone where work does not come to its end. Knows nothing of that work. Start with
 * {@link io.metagate.gateway.failure.ScopeGuard}.
 */
@NullMarked
package io.metagate.gateway.failure;

import org.jspecify.annotations.NullMarked;
