/**
 * What becomes of each field of a record, weighed once for a decision and not for each record. Start with
 * {@code ReleasePlan}.
 */
@NullMarked
package io.metagate.policy.redaction.plan;

import org.jspecify.annotations.NullMarked;
