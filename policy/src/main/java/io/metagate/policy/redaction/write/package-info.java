/**
 * Writes what is released of a record as JSON, and counts what that tells of whom. Start with
 * {@code RedactingJsonWriter}.
 */
@NullMarked
package io.metagate.policy.redaction.write;

import org.jspecify.annotations.NullMarked;
