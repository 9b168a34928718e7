/**
 * MongoDB-compatible stores: one that keeps its records between runs, and one that refuses strangers as a store in
 * production must. Start with {@link io.metagate.demo.store.DocumentStore}.
 */
@NullMarked
package io.metagate.demo.store;

import org.jspecify.annotations.NullMarked;
