/**
 * Reads YAML into a {@link io.metagate.policy.model.PolicyBundle}, strictly and with positions. It does not know
 * whether names that a file mentions exist: that is for the compiler. Start with
 * {@link io.metagate.policy.parser.BundleParser}.
 */
@NullMarked
package io.metagate.policy.parser;

import org.jspecify.annotations.NullMarked;
