/**
 * A small JSON model: what explanations are written in and what released records are read back into. Start with
 * {@link io.metagate.policy.json.JsonValue}.
 */
@NullMarked
package io.metagate.policy.json;

import org.jspecify.annotations.NullMarked;
