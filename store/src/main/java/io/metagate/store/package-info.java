/**
 * How a store is configured and reached, and what can be seen of it without reading a record: whom it answers, what a
 * user may do there, which indexes its collections have. The gateway and the command {@code metagate doctor} use the
 * same. Knows no framework and of the policies only the catalogue. Start with
 * {@link io.metagate.store.MongoConnectionSettings} and {@link io.metagate.store.AnonymousAccessProbe}.
 */
@NullMarked
package io.metagate.store;

import org.jspecify.annotations.NullMarked;
