/**
 * The auditor's API. Its calls are accesses too, and audited like any other. Start with
 * {@link io.metagate.gateway.report.AuditRecordsResource}.
 */
@NullMarked
package io.metagate.gateway.report;

import org.jspecify.annotations.NullMarked;
