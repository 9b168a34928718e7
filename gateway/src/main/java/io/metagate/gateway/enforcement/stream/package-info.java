/**
 * The bytes of answers on their way to clients that may take none. Knows nothing of what they say. Start with
 * {@code ReleasedBody}.
 */
@NullMarked
package io.metagate.gateway.enforcement.stream;

import org.jspecify.annotations.NullMarked;
