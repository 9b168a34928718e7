/** Row conditions, filters and queries as YAML has them. Start with {@code RowsParser} and {@code YamlFilterParser}. */
@NullMarked
package io.metagate.policy.parser.filter;

import org.jspecify.annotations.NullMarked;
