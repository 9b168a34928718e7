/**
 * Texts that others wrote, as they are shown and as they may be. Knows nothing of policies. Start with
 * {@link io.metagate.policy.text.VisibleText}.
 */
@NullMarked
package io.metagate.policy.text;

import org.jspecify.annotations.NullMarked;
