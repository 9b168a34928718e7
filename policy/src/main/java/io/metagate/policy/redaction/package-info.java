/**
 * What leaves of a record, and how: BSON bytes in, JSON bytes out, in one walk along the fields that a plan releases.
 * What is not listed, not released or not what it claims to be is left out and counted (P1). A record can be read
 * nowhere else, but by the store that gets it back changed, and what was redacted can be had only for evidence (P3).
 * Reads no clock and no random source, and knows neither principals nor purposes.
 *
 * <p>Start with {@link io.metagate.policy.redaction.Redactor}, then
 * {@link io.metagate.policy.redaction.transform.Transform} (what happens to a value) and
 * {@link io.metagate.policy.redaction.plan.ReleasePlan} (to which values of which records). A token is turned back by a
 * {@link io.metagate.policy.redaction.Detokenizer}.
 */
@NullMarked
package io.metagate.policy.redaction;

import org.jspecify.annotations.NullMarked;
