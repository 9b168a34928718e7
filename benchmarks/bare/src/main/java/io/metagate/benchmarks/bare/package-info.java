/**
 * The yardstick: what it costs to answer records of the store over HTTP without asking who wants them, why, or writing
 * it down. Start with {@link io.metagate.benchmarks.bare.BareEndpoint}.
 */
@NullMarked
package io.metagate.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
