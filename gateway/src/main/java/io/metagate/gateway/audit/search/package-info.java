/** What auditors look for in the log. Start with {@code AuditSearch}. */
@NullMarked
package io.metagate.gateway.audit.search;

import org.jspecify.annotations.NullMarked;
