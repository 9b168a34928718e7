/**
 * The packaged gateway as a child process, configured only through its environment. Knows nothing of what is inside.
 * Start with {@link io.metagate.demo.gateway.GatewayProcess}.
 */
@NullMarked
package io.metagate.demo.gateway;

import org.jspecify.annotations.NullMarked;
