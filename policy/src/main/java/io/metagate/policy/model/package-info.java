/**
 * A bundle as its authors wrote it: well-formed, with positions, not yet checked against itself. Knows nothing of YAML.
 * Start with {@link io.metagate.policy.model.PolicyBundle}.
 */
@NullMarked
package io.metagate.policy.model;

import org.jspecify.annotations.NullMarked;
