/**
 * The data plane: what backend services call. Reads HTTP into queries and changes, and has them decided, fetched or done, and redacted; the answer leaves by way of
 * {@code enforcement}. Start with {@link io.metagate.gateway.access.RecordsResource}.
 */
@NullMarked
package io.metagate.gateway.access;

import org.jspecify.annotations.NullMarked;
