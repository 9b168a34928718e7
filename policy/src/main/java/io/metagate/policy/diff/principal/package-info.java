/**
 * The kinds of principals that policies tell apart, alone and combined. Knows what a policy selects, and nothing of
 * what it gives. Start with {@link io.metagate.policy.diff.principal.SyntheticPrincipals}.
 */
@NullMarked
package io.metagate.policy.diff.principal;

import org.jspecify.annotations.NullMarked;
