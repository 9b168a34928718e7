/**
 * What one access was, as evidence: {@link io.metagate.audit.AuditRecord} says it,
 * {@link io.metagate.audit.merkle.MerkleLeaf} is the bytes that the log keeps of it. Knows nothing of policies, of HTTP
 * or of a database; reads no clock and no random source of its own. Start with {@link io.metagate.audit.AuditRecord}.
 */
@NullMarked
package io.metagate.audit;

import org.jspecify.annotations.NullMarked;
