/**
 * What the engine behind a store is able to do, and what its errors mean: MongoDB is not the only one that speaks its
 * protocol. Reads no record. Start with {@link io.metagate.store.engine.EngineAbility}.
 */
@NullMarked
package io.metagate.store.engine;

import org.jspecify.annotations.NullMarked;
