/**
 * Writes explanations of decisions: in full for those who may know the policies, and safe for callers. Start with {@link
 * io.metagate.policy.explain.SafeExplanation}, which says what a caller may know.
 */
@NullMarked
package io.metagate.policy.explain;

import org.jspecify.annotations.NullMarked;
