/**
 * Whether the gateway can do its work. Knows none of the parts that it asks: they implement its interface. Start with
 * {@link io.metagate.gateway.readiness.StartCheck}.
 */
@NullMarked
package io.metagate.gateway.readiness;

import org.jspecify.annotations.NullMarked;
