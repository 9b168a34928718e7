/**
 * What is known of a request before its endpoint works: what it says of itself, who sends it, and under which policies
 * and limits it is. Start with {@link io.metagate.gateway.enforcement.context.RequestContext}.
 */
@NullMarked
package io.metagate.gateway.enforcement.context;

import org.jspecify.annotations.NullMarked;
