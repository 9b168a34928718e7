/**
 * The keys that an issuer signs its tokens with (RFC 7517): read from the issuer within bounds, and read again by time
 * and for keys that are not known yet. Knows no token. Start with {@link io.metagate.oidc.keys.KeySetCache}.
 */
@NullMarked
package io.metagate.oidc.keys;

import org.jspecify.annotations.NullMarked;
