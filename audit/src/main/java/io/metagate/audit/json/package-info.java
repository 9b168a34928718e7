/**
 * Canonical JSON (RFC 8785), the one form in which a record is kept. Knows no record. Start with
 * {@link io.metagate.audit.json.CanonicalJson}.
 */
@NullMarked
package io.metagate.audit.json;

import org.jspecify.annotations.NullMarked;
