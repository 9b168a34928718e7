/**
 * The gateway's secrets, and what is derived from them. Knows no request and no record. Start with
 * {@link io.metagate.gateway.keys.MasterKeys}.
 */
@NullMarked
package io.metagate.gateway.keys;

import org.jspecify.annotations.NullMarked;
