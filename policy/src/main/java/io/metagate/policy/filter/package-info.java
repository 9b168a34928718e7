/**
 * The grammar of filters: the rows of policies and the filters of requests are parsed here and nowhere else, whatever
 * language they are written in. Knows neither YAML nor JSON: who can show a filter as
 * {@link io.metagate.policy.filter.FilterNode nodes} has it parsed. Start with
 * {@link io.metagate.policy.filter.FilterParser}.
 */
@NullMarked
package io.metagate.policy.filter;

import org.jspecify.annotations.NullMarked;
