/**
 * Row scopes, filters and queries as YAML has them: what {@link io.metagate.policy.filter.FilterParser} has to know of
 * YAML and of bundles. Start with {@link io.metagate.policy.parser.filter.RowsParser}.
 */
@NullMarked
package io.metagate.policy.parser.filter;

import org.jspecify.annotations.NullMarked;
