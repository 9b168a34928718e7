/**
 * Whether a bearer token is one for the gateway (RFC 9068, RFC 8725): what is asked of its header, signature and
 * claims, and the class of reason for which it is refused. The gateway and the command {@code metagate doctor} use the
 * same. Knows no framework and no policies. Start with {@link io.metagate.oidc.TokenVerifier}.
 */
@NullMarked
package io.metagate.oidc;

import org.jspecify.annotations.NullMarked;
