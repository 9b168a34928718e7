/**
 * The metadata stores: how they are reached, what they are able to do, and what their errors mean. This package and
 * those in it are the only places that know MongoDB; it can be asked only what a decision permits. Start with
 * {@link io.metagate.gateway.store.StoreAccess}; reading is in {@code query}, changing in {@code write}, and what looks
 * after the stores in {@code monitor}.
 */
@NullMarked
package io.metagate.gateway.store;

import org.jspecify.annotations.NullMarked;
