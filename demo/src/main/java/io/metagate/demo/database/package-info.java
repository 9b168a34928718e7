/** PostgreSQL for the audit log. Start with {@link io.metagate.demo.database.EmbeddedAuditDatabase}. */
@NullMarked
package io.metagate.demo.database;

import org.jspecify.annotations.NullMarked;
