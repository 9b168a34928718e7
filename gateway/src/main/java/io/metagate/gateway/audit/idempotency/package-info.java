/** The idempotency keys of changes, which all replicas share. Start with {@code IdempotencyKeys}. */
@NullMarked
package io.metagate.gateway.audit.idempotency;

import org.jspecify.annotations.NullMarked;
