/**
 * What another revision of the policies lets principals see and do that they could not, and the other way round. Knows
 * no record. Start with {@link io.metagate.policy.diff.PermissionDiff}.
 */
@NullMarked
package io.metagate.policy.diff;

import org.jspecify.annotations.NullMarked;
