/** Tests of what measures. */
@NullMarked
package io.metagate.benchmarks;

import org.jspecify.annotations.NullMarked;
