/**
 * That a search is what its query says: the same records in the same order as the store gives to whoever may see all;
 * and that the command explains what the gateway does. Start with {@link io.metagate.it.equivalence.EquivalenceIT}.
 */
@NullMarked
package io.metagate.it.equivalence;

import org.jspecify.annotations.NullMarked;
