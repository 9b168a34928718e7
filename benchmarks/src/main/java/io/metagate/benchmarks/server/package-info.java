/**
 * The servers that are measured, each a process of its own: how long until it is ready, what it takes of the machine.
 * Start with {@link io.metagate.benchmarks.server.ServerProcess}.
 */
@NullMarked
package io.metagate.benchmarks.server;

import org.jspecify.annotations.NullMarked;
