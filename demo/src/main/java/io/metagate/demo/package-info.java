/**
 * Everything that the demo needs, started by one command and stopped by one signal. Nothing here is part of the
 * product: it proves what is shipped by starting the packaged gateway as a process. Start with
 * {@link io.metagate.demo.Demo}.
 */
@NullMarked
package io.metagate.demo;

import org.jspecify.annotations.NullMarked;
