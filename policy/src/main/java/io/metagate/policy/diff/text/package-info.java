/**
 * Compiled parts of policies as their authors would write them. Knows nothing of what they are compared for. Start with
 * {@code PolicyText}.
 */
@NullMarked
package io.metagate.policy.diff.text;

import org.jspecify.annotations.NullMarked;
