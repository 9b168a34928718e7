/**
 * How fast the requests of all connections follow each other where nobody has read the answers before. Knows no request
 * and no connection, only turns. Start at {@link io.metagate.gateway.connection.throttle.PipelinedTurn}.
 */
@NullMarked
package io.metagate.gateway.connection.throttle;

import org.jspecify.annotations.NullMarked;
