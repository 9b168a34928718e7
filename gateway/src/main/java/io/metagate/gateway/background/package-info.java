/**
 * Work that goes on beside the requests. The only place that makes threads: each task has one, which outlives whatever
 * its work throws, is restarted if it ends all the same, and takes readiness away while it does not come to the end of
 * a round (P6). Knows nothing of what the work is. Start with {@link io.metagate.gateway.background.PeriodicTask}.
 */
@NullMarked
package io.metagate.gateway.background;

import org.jspecify.annotations.NullMarked;
