/**
 * Bodies and headers of requests, read into what the policies are asked: whatever is not of the documented form ends in
 * {@code BadRequest}. Knows no endpoint, no decision and no store. Start with
 * {@link io.metagate.gateway.request.QueryRequestParser}.
 */
@NullMarked
package io.metagate.gateway.request;

import org.jspecify.annotations.NullMarked;
