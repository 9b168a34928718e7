/**
 * How fast the audit log takes records from many callers at once, beside what its disk and its database can do at all.
 * Start with {@link io.metagate.benchmarks.audit.AppendRate}.
 */
@NullMarked
package io.metagate.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
