/**
 * What is read from a store: filters, orders, pages and counts, as MongoDB commands. Values of callers are only ever
 * values of these commands. Start with {@code RecordReader}.
 */
@NullMarked
package io.metagate.gateway.store.query;

import org.jspecify.annotations.NullMarked;
