/**
 * The metadata store. The only place that knows MongoDB; it can be asked only what a decision permits. Start with
 * {@link io.metagate.gateway.store.RecordReader}.
 */
@NullMarked
package io.metagate.gateway.store;

import org.jspecify.annotations.NullMarked;
