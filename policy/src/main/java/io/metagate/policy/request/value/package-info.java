/**
 * The values of which requests speak: of one field, and of whole parts of a record. Knows neither how they are written
 * nor what is done with them. Start with {@link io.metagate.policy.request.value.ScalarValue}.
 */
@NullMarked
package io.metagate.policy.request.value;

import org.jspecify.annotations.NullMarked;
