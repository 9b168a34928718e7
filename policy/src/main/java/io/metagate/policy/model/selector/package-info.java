/**
 * For which principals and fields a policy is. Knows no policy. Start with
 * {@link io.metagate.policy.model.selector.PrincipalSelector}.
 */
@NullMarked
package io.metagate.policy.model.selector;

import org.jspecify.annotations.NullMarked;
