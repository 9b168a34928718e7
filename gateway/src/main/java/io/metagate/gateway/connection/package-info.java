/**
 * How many connections may be open, how long their clients may be silent, and how fast they must take what they are
 * sent. Knows bytes, and nothing of what they mean. Start at
 * {@link io.metagate.gateway.connection.ConnectionInitializer}.
 */
@NullMarked
package io.metagate.gateway.connection;

import org.jspecify.annotations.NullMarked;
