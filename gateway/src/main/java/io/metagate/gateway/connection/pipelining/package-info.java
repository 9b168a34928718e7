/**
 * What a connection lets through: one request after the other, each in whole and once the one before is answered, and
 * nothing behind the last answer. Knows bytes and messages, and no principal, store or audit log. Start at
 * {@link io.metagate.gateway.connection.pipelining.PipeliningHandler}.
 */
@NullMarked
package io.metagate.gateway.connection.pipelining;

import org.jspecify.annotations.NullMarked;
