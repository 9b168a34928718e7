/** Tests of what indexes are good for. */
@NullMarked
package io.metagate.store.index;

import org.jspecify.annotations.NullMarked;
