/**
 * What the indexes of a collection of the store can be used for: the cost guard's arithmetic. Knows no database. Start with {@link
 * io.metagate.gateway.index.Indexes}.
 */
@NullMarked
package io.metagate.gateway.index;

import org.jspecify.annotations.NullMarked;
