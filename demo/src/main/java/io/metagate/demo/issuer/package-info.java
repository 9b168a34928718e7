/**
 * Who may ask in the demo, and the OIDC issuer that vouches for them. Start with
 * {@link io.metagate.demo.issuer.Persona}.
 */
@NullMarked
package io.metagate.demo.issuer;

import org.jspecify.annotations.NullMarked;
