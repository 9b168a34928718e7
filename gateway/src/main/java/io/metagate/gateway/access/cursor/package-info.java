/** Positions in a result, sealed so that they tell nothing. Start with {@code CursorSealer}. */
@NullMarked
package io.metagate.gateway.access.cursor;

import org.jspecify.annotations.NullMarked;
