/**
 * What policies grant, ready to be asked: permits with their rows and rights, restricts with their caps, and where they
 * stand in their bundle. Which of them apply to a request, and what they come to together, is for {@code decision}.
 * Knows neither YAML nor CEL. Start with {@link io.metagate.policy.compiled.CompiledPermit}.
 */
@NullMarked
package io.metagate.policy.compiled;

import org.jspecify.annotations.NullMarked;
