/**
 * The command {@code metagate}: what can be done with policies without a gateway, and what can be seen from outside of
 * what surrounds one. Uses the libraries for policies and stores as the gateway does, so that what is valid here is
 * valid there; never the gateway itself. Start with {@link io.metagate.cli.MetagateMain}.
 */
@NullMarked
package io.metagate.cli;

import org.jspecify.annotations.NullMarked;
