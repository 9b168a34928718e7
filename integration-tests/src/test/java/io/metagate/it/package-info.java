/**
 * The packaged gateway as its clients, its operators and its enemies see it. Knows nothing of its classes. Start with
 * {@link io.metagate.it.SupportAgentIT}.
 */
@NullMarked
package io.metagate.it;

import org.jspecify.annotations.NullMarked;
