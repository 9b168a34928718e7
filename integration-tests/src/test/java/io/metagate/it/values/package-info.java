/**
 * The values that must not be found, and the search for them. Start with {@link io.metagate.it.values.PersonalValues}.
 */
@NullMarked
package io.metagate.it.values;

import org.jspecify.annotations.NullMarked;
