/** Characters, words and their spellings, before anybody looks for a person in them. Start with {@code TextWords}. */
@NullMarked
package io.metagate.policy.redaction.pii.text;

import org.jspecify.annotations.NullMarked;
