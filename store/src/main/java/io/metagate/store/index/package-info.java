/**
 * What the indexes of a collection of the store can be used for: the cost guard's arithmetic. Knows no database. Start
 * with {@link io.metagate.store.index.CollectionIndexes}.
 */
@NullMarked
package io.metagate.store.index;

import org.jspecify.annotations.NullMarked;
