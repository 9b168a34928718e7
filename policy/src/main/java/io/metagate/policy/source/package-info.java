/**
 * The files of a bundle, the places in them, and the problems found there. Knows nothing of what the files say. Start
 * with {@link io.metagate.policy.source.SourcePosition}.
 */
@NullMarked
package io.metagate.policy.source;

import org.jspecify.annotations.NullMarked;
