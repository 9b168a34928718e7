/** Tests of how stores are reached, against stores in memory. */
@NullMarked
package io.metagate.store;

import org.jspecify.annotations.NullMarked;
