/**
 * Recognises personal data in free text and replaces it, in time linear in the length of the text: scanners that look
 * at each character a bounded number of times, no backtracking patterns. Where scanners overlap, everything that any of
 * them found goes. In doubt a number is taken for personal. Start with
 * {@link io.metagate.policy.redaction.pii.TextScrubber}.
 */
@NullMarked
package io.metagate.policy.redaction.pii;

import org.jspecify.annotations.NullMarked;
