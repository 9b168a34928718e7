/**
 * How much principals may ask for, as the author of a bundle wrote it. Counts nothing. Start with
 * {@link io.metagate.policy.model.limit.Limit}.
 */
@NullMarked
package io.metagate.policy.model.limit;

import org.jspecify.annotations.NullMarked;
