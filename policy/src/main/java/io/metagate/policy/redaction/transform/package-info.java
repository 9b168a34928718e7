/**
 * What can be done to a value before it leaves, how much each of these reveals, and what is left where two of them
 * meet. Knows nothing of BSON, records or keys. Start with {@link io.metagate.policy.redaction.transform.Transform}.
 */
@NullMarked
package io.metagate.policy.redaction.transform;

import org.jspecify.annotations.NullMarked;
