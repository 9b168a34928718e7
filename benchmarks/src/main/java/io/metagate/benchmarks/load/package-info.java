/**
 * Closed-loop load over HTTP/1.1 with so little work of its own that the server's is measured. Start with
 * {@link io.metagate.benchmarks.load.HttpLoad}.
 */
@NullMarked
package io.metagate.benchmarks.load;

import org.jspecify.annotations.NullMarked;
