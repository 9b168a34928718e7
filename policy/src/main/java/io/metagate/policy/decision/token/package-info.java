/**
 * Filters by tokens and by values of drifted types, as the store is asked for them. Makes no permit. Start with
 * {@code SearchScope}.
 */
@NullMarked
package io.metagate.policy.decision.token;

import org.jspecify.annotations.NullMarked;
