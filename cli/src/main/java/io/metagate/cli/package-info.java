/**
 * The command {@code metagate}: what can be done with policies without a gateway. Uses the policy library as the gateway does, so that what is valid
 * here is valid there. Start with {@link io.metagate.cli.Main}.
 */
@NullMarked
package io.metagate.cli;

import org.jspecify.annotations.NullMarked;
