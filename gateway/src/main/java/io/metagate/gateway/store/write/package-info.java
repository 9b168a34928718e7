/** How one record is changed, and what is told of it if the store does not say. Start with {@code RecordWriter}. */
@NullMarked
package io.metagate.gateway.store.write;

import org.jspecify.annotations.NullMarked;
