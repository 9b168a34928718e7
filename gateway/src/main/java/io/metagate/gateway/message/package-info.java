/**
 * What the head of a request may look like (RFC 9110, RFC 9112), before anything is decoded: one reading of the
 * framing, one spelling of each path, fields that nobody behind can stumble over. Knows no exchange, no endpoint's
 * work, no policy. Start with {@code RequestHeadValidator}.
 */
@NullMarked
package io.metagate.gateway.message;

import org.jspecify.annotations.NullMarked;
