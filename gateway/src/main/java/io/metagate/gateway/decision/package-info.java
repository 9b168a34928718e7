/**
 * The policies in force: read from the bundle's folder at start, and again when it has changed. Start with
 * {@link io.metagate.gateway.decision.DecisionPoint}.
 */
@NullMarked
package io.metagate.gateway.decision;

import org.jspecify.annotations.NullMarked;
