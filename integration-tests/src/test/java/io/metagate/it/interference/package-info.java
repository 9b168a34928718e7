/**
 * That what is hidden makes no difference to any answer. Start with {@link io.metagate.it.interference.InterferenceIT}.
 */
@NullMarked
package io.metagate.it.interference;

import org.jspecify.annotations.NullMarked;
