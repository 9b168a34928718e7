/**
 * The reading half of the data plane: what backend services call to see records. Has queries decided, fetched and
 * redacted; the answer leaves by way of {@code enforcement}. Start with
 * {@link io.metagate.gateway.access.RecordsResource}.
 */
@NullMarked
package io.metagate.gateway.access;

import org.jspecify.annotations.NullMarked;
