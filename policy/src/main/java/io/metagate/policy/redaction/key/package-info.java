/**
 * Keys of pseudonyms and tokens, and what is made with them. Knows nothing of fields, records or where keys are kept.
 * Start with {@link io.metagate.policy.redaction.key.PseudonymKeys}.
 */
@NullMarked
package io.metagate.policy.redaction.key;

import org.jspecify.annotations.NullMarked;
