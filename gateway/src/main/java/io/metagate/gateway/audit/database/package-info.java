/**
 * The PostgreSQL database of the audit log: its tables, connections, and what its errors mean. Knows nothing of
 * accesses. Start with {@code AuditDatabase}.
 */
@NullMarked
package io.metagate.gateway.audit.database;

import org.jspecify.annotations.NullMarked;
