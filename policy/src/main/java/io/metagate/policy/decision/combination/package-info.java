/**
 * Which policies apply to a request, and what they give together. Makes no permit. Start with
 * {@code ApplicablePolicies}.
 */
@NullMarked
package io.metagate.policy.decision.combination;

import org.jspecify.annotations.NullMarked;
