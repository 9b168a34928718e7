/**
 * What policies may not say although the language has words for it; each check adds to one list of problems. Start with
 * {@code RightsCheck}.
 */
@NullMarked
package io.metagate.policy.compile.check;

import org.jspecify.annotations.NullMarked;
