/**
 * Filters of requests: a closed part of the MongoDB query language, read into typed predicates. Start with
 * {@link io.metagate.gateway.request.filter.JsonFilterParser}.
 */
@NullMarked
package io.metagate.gateway.request.filter;

import org.jspecify.annotations.NullMarked;
