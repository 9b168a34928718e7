/**
 * Conditions in CEL, made ready to be asked. The only code that knows CEL. What an expression may say is closed, and
 * what asking it costs is bounded: short, shallow, no loop within a loop, no regular expressions. Start with
 * {@link io.metagate.policy.compile.condition.ConditionCompiler}.
 */
@NullMarked
package io.metagate.policy.compile.condition;

import org.jspecify.annotations.NullMarked;
