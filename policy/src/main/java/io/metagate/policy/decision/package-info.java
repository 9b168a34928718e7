/**
 * Decides: an {@link io.metagate.policy.request.AccessRequest} in, a {@link io.metagate.policy.decision.Decision} out.
 * Knows nothing of how policies are written, and neither reads nor redacts records itself: it hands out who does. Start
 * with {@link io.metagate.policy.decision.PolicySet}.
 */
@NullMarked
package io.metagate.policy.decision;

import org.jspecify.annotations.NullMarked;
