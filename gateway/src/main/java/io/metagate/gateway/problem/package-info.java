/**
 * How a refusal looks on the wire (RFC 9457). Knows neither policies nor the store; says nothing about causes. Start
 * with {@link io.metagate.gateway.problem.ProblemCode}.
 */
@NullMarked
package io.metagate.gateway.problem;

import org.jspecify.annotations.NullMarked;
