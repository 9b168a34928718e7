/**
 * Turns the files of a bundle into a {@link io.metagate.policy.decision.PolicySet}, or into the complete list of
 * reasons why not. Start with {@link io.metagate.policy.compile.PolicyCompiler}.
 */
@NullMarked
package io.metagate.policy.compile;

import org.jspecify.annotations.NullMarked;
