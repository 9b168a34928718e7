/** Turns tokens back into the values that they stand for, and reads no records. Start with {@code TokensResource}. */
@NullMarked
package io.metagate.gateway.access.token;

import org.jspecify.annotations.NullMarked;
