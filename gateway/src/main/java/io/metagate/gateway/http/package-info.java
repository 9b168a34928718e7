/**
 * What stands before all endpoints, on the raw exchange: takes requests in, bounded in size and time; refuses what is
 * not plain HTTP, and what reaches no endpoint, so that this is recorded like any access. Knows no endpoint, no policy,
 * no store. Start with {@code IngressHandler}.
 */
@NullMarked
package io.metagate.gateway.http;

import org.jspecify.annotations.NullMarked;
