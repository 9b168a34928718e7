/**
 * What looks after the stores while the gateway runs, and what readiness says of them. It has no part in a request.
 * Start with {@code StoreMonitor}.
 */
@NullMarked
package io.metagate.gateway.store.monitor;

import org.jspecify.annotations.NullMarked;
