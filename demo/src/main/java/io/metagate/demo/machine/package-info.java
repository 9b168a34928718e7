/**
 * The few things of the machine that the demo touches itself: loopback ports, files that only their owner may read,
 * processes that an earlier run left behind. Start with {@link io.metagate.demo.machine.LoopbackPort}.
 */
@NullMarked
package io.metagate.demo.machine;

import org.jspecify.annotations.NullMarked;
