/** Tests of what measures. */
@NullMarked
package io.metagate.benchmarks.load;

import org.jspecify.annotations.NullMarked;
