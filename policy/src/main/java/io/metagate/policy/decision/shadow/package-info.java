/** What shadow policies would have changed. Start with {@code ShadowOutcome}. */
@NullMarked
package io.metagate.policy.decision.shadow;

import org.jspecify.annotations.NullMarked;
