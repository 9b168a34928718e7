/** Changes, from what is asked for to what a record becomes. */
@NullMarked
package io.metagate.policy.change;

import org.jspecify.annotations.NullMarked;
