/** Records made, changed and removed through a gateway. Start with {@link io.metagate.it.change.LifeCycleIT}. */
@NullMarked
package io.metagate.it.change;

import org.jspecify.annotations.NullMarked;
