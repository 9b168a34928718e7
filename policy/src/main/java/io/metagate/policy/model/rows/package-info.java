/**
 * Which records a permit is for, as its author wrote it: claims are still to be filled in. Start with
 * {@link io.metagate.policy.model.rows.RowFilterTemplate}.
 */
@NullMarked
package io.metagate.policy.model.rows;

import org.jspecify.annotations.NullMarked;
