/**
 * Explains decisions: which policies apply, what becomes of each field, and who grants what a query makes of them.
 * Writes that in full for those who may know the policies, and safe for callers. Decides nothing. Start with
 * {@link io.metagate.policy.explain.DecisionExplanation}, and with {@link io.metagate.policy.explain.SafeExplanation},
 * which says what a caller may know.
 */
@NullMarked
package io.metagate.policy.explain;

import org.jspecify.annotations.NullMarked;
