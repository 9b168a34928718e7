/**
 * What holds for every connection, before there is a request: how many may be open, how long a head may take to arrive,
 * how much is read ahead of answers, and how long a client may leave them unread. Knows bytes, and nothing of what they
 * mean. Start with {@code PipeliningHandler}.
 */
@NullMarked
package io.metagate.gateway.connection;

import org.jspecify.annotations.NullMarked;
