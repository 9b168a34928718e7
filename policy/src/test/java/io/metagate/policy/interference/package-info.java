/**
 * What a principal cannot see must make no difference to what it gets. Start with
 * {@link io.metagate.policy.interference.NonInterferenceTest}.
 */
@NullMarked
package io.metagate.policy.interference;

import org.jspecify.annotations.NullMarked;
