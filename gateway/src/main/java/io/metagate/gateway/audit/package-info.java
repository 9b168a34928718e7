/**
 * The audit log in PostgreSQL: what was appended is durable, or the caller hears that it is not (P3, P6). The only
 * package with SQL, with those in it. Knows nothing of policies, of HTTP or of the store. Start with
 * {@link io.metagate.gateway.audit.AuditLog}.
 *
 * <p>On the way to the disk a record is a {@link io.metagate.gateway.audit.PendingAppend} in the
 * {@link io.metagate.gateway.audit.AuditQueue}, from where a {@link io.metagate.gateway.audit.AuditBatchWriter} takes
 * it and its neighbours as one batch and commits them with a
 * {@link io.metagate.gateway.audit.database.ReconnectingConnection}. Where none was written for a while, an
 * {@link io.metagate.gateway.audit.AuditProbe} tries whether records can be written. What else must be durable there,
 * such as {@link io.metagate.gateway.audit.idempotency.IdempotencyKeys}, shares a few more of these. A request waits
 * for all of it together no longer than it has {@link io.metagate.gateway.audit.database.WaitBudget}.
 */
@NullMarked
package io.metagate.gateway.audit;

import org.jspecify.annotations.NullMarked;
