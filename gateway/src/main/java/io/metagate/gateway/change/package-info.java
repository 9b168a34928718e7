/**
 * The changing half of the data plane: create, patch, delete. Reads HTTP into changes, has them decided, announced and
 * done; the answer leaves by way of {@code enforcement}. Start with {@link io.metagate.gateway.change.ChangesResource}.
 */
@NullMarked
package io.metagate.gateway.change;

import org.jspecify.annotations.NullMarked;
