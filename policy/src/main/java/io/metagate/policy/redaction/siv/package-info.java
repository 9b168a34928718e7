/**
 * Deterministic authenticated encryption (RFC 5297) over the AES of the platform. Knows nothing of redaction. Start
 * with {@link io.metagate.policy.redaction.siv.AesSiv}.
 */
@NullMarked
package io.metagate.policy.redaction.siv;

import org.jspecify.annotations.NullMarked;
