/**
 * What becomes of a record that somebody changes: typed content in BSON, merge patches on bytes, and what a patch
 * destroys. Knows neither principals nor policies. Start with {@link io.metagate.policy.redaction.edit.MergePatch}.
 */
@NullMarked
package io.metagate.policy.redaction.edit;

import org.jspecify.annotations.NullMarked;
