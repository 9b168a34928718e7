/**
 * What one core does in the policy library alone: redaction of records, decisions, transforms of single values. Knows
 * no server. Start with {@link io.metagate.benchmarks.kernel.KernelBenchmarks}.
 */
@NullMarked
package io.metagate.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
