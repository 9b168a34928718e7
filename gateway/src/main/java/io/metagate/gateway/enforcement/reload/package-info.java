/**
 * Puts changed policies in force while the gateway runs. It has no part in a request. Start with
 * {@code PolicyReloader}.
 */
@NullMarked
package io.metagate.gateway.enforcement.reload;

import org.jspecify.annotations.NullMarked;
