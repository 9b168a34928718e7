/**
 * Changes on their way to the store: announced to the audit log, done, and what became of them recorded. Start with
 * {@code AuditedWriteService}.
 */
@NullMarked
package io.metagate.gateway.enforcement.write;

import org.jspecify.annotations.NullMarked;
