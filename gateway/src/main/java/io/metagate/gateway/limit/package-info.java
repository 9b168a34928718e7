/**
 * How often: token buckets for requests and probes. The only place that knows bucket4j. Start with
 * {@link io.metagate.gateway.limit.RequestLimiter}.
 */
@NullMarked
package io.metagate.gateway.limit;

import org.jspecify.annotations.NullMarked;
