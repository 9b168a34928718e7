/**
 * Keys of pseudonyms and tokens, what is made with them, and the file of the secrets that they come from. Knows nothing
 * of fields or records. Start with {@link io.metagate.policy.redaction.key.PseudonymKeys}.
 */
@NullMarked
package io.metagate.policy.redaction.key;

import org.jspecify.annotations.NullMarked;
