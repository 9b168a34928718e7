/**
 * Who asks: from a verified bearer token to a {@link io.metagate.policy.request.Principal}. The only place that knows
 * OIDC. Start with {@link io.metagate.gateway.identity.PrincipalResolver}.
 */
@NullMarked
package io.metagate.gateway.identity;

import org.jspecify.annotations.NullMarked;
