/**
 * The leaves of the log and their hashes (RFC 6962). Knows how a record is written, not where it is kept. Start with
 * {@link io.metagate.audit.merkle.MerkleLeaf}.
 */
@NullMarked
package io.metagate.audit.merkle;

import org.jspecify.annotations.NullMarked;
