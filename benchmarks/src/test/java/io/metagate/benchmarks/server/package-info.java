/** Tests of what measures. */
@NullMarked
package io.metagate.benchmarks.server;

import org.jspecify.annotations.NullMarked;
