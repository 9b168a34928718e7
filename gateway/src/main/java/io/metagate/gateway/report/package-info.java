/**
 * The auditor's API. Its calls are accesses too, and audited. Start with {@link
 * io.metagate.gateway.report.AuditRecordsResource}.
 */
@NullMarked
package io.metagate.gateway.report;

import org.jspecify.annotations.NullMarked;
