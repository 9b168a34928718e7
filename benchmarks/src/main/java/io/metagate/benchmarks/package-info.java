/**
 * What the gateway costs: against a bare endpoint on the same store, and against the disk of its audit log. Everything
 * is measured in one run on one machine, so that the ratios mean something elsewhere. Start with
 * {@link io.metagate.benchmarks.BenchmarkMain}.
 */
@NullMarked
package io.metagate.benchmarks;

import org.jspecify.annotations.NullMarked;
