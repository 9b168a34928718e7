/** What is promised of the audit log, shown on a real PostgreSQL that is taken away. */
@NullMarked
package io.metagate.gateway.audit;

import org.jspecify.annotations.NullMarked;
