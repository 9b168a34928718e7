/**
 * Header fields that say under which condition a request holds, and whether it was sent before. Start with
 * {@link io.metagate.gateway.request.header.ConditionalHeaders}.
 */
@NullMarked
package io.metagate.gateway.request.header;

import org.jspecify.annotations.NullMarked;
